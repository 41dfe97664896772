using GridCity.Grains.Cases;
using GridCity.Protos.Figures.V1;
using GridCity.Runtime.Engine;
using GridCity.Runtime.Projections.Figures;
using GridCity.Silo.Edges;

namespace GridCity.Silo.Figures;

/// <summary>What somebody looks at.</summary>
/// <param name="Area">Code of an area or a cell.</param>
/// <param name="Department">Only its cases; empty for all.</param>
internal readonly record struct Look(string Area, string Department);

/// <summary>Makes the figures of an area out of what is open and of what happened in the last weeks.</summary>
internal sealed class FigureMaker(OpenBoard board, FigureReader reader, CityMap map, GridClock clock)
{
    private const int HoursPerDay = 24, DaysPerWeek = 7;

    /// <summary>Today and the days before it.</summary>
    public const int MonthDays = 30;

    /// <summary>Weeks that a normal day is the mean of.</summary>
    private const int Weeks = 4;

    private readonly PastFigures _past = new(reader);

    /// <summary>All figures of an area; the board has been brought to now.</summary>
    public async Task<AreaFigures> FiguresAsync(Look look, CancellationToken cancellation)
    {
        var now = clock.Now;
        var days = map.Areas.Days;
        var (today, ends) = (days.DayStart(now), FigureLedger.HourOf(now).AddHours(2));
        var kind = look.Department.Length > 0 ? FigureKind.Department : FigureKind.All;
        var past = await _past.OfAsync(look, kind, days.DayStart(now, 1 - MonthDays), today, cancellation);
        var hours = await reader.HoursAsync(kind, look.Area, look.Department, today, ends, cancellation);
        var channels = look.Department.Length > 0 ? null : await reader.KeysAsync(FigureKind.Source, look.Area, today, ends, cancellation);
        var departments = await reader.KeysAsync(FigureKind.Department, look.Area, today, ends, cancellation);
        var figures = new AreaFigures
        {
            Area = look.Area,
            Department = look.Department,
            AsOf = CaseMessages.Moment(now),
            Day = $"{days.Local(now):yyyy-MM-dd}",
            Hour = days.Local(now).Hour,
            Today = FlowOf(Sum(hours)),
            Counting = hours.IsCounting || past.IsCounting,
        };
        figures.Month = FlowOf(Sum(hours).Add(past.Total));
        AddOpen(figures, look);
        AddHours(figures, hours, past, now, days);
        if (channels is not null) figures.Channels.AddRange(Keys(look, Slice.Source, channels, past.Channels));
        figures.Departments.AddRange(Keys(look, Slice.Department, departments, past.Departments)
            .Where(one => look.Department.Length == 0 || one.Key == look.Department));
        return figures;
    }

    /// <summary>The parts of an area: what is open in each, and what happened on the last days.</summary>
    public async Task<PartFigures> PartsAsync(string area, int digits, string department, int dayCount, CancellationToken cancellation)
    {
        var (slice, key) = SliceOf(department);
        var from = map.Areas.Days.DayStart(clock.Now, 1 - dayCount);
        var rows = department.Length > 0 ? null : await reader.PartsAsync(area, digits, from, clock.Now.AddHours(2), cancellation);
        var open = board.Parts(area, digits, slice, key).ToDictionary(part => part.Area, part => (part.Open, part.Overdue));
        var counts = rows?.Rows.ToDictionary(row => row.Key.Area, row => row.Value) ?? [];
        return Parts(digits, open.Keys.Union(counts.Keys), open, counts);
    }

    /// <summary>The same of some parts only, of today: also of those in which nothing is open any more.</summary>
    public async Task<PartFigures> PartsAsync(string[] areas, int digits, string department, CancellationToken cancellation)
    {
        var (slice, key) = SliceOf(department);
        var from = map.Areas.Days.DayStart(clock.Now);
        var rows = department.Length > 0 ? null : await reader.NamedAsync(areas, digits, from, clock.Now.AddHours(2), cancellation);
        var open = areas.ToDictionary(area => area, area => board.Look(area, gauge => gauge?[slice, key] ?? default));
        return Parts(digits, areas, open, rows?.Rows.ToDictionary(row => row.Key.Area, row => row.Value) ?? []);
    }

    public static (Slice Slice, string Key) SliceOf(string department) =>
        department.Length > 0 ? (Slice.Department, department) : (Slice.All, "");

    private PartFigures Parts(
        int digits, IEnumerable<string> areas, Dictionary<string, (int Open, int Overdue)> open, Dictionary<string, Counts> counts)
    {
        var parts = new PartFigures { Level = map.Areas.LevelOf(digits) };
        foreach (var area in areas.Order(StringComparer.Ordinal))
        {
            var (now, count) = (open.GetValueOrDefault(area), counts.GetValueOrDefault(area));
            parts.Areas.Add(area);
            parts.Open.Add(now.Open);
            parts.Overdue.Add(now.Overdue);
            parts.Registered.Add(count?[Count.Registered] ?? 0);
            parts.Handled.Add(count?[Count.Handled] ?? 0);
            parts.Reworked.Add(count?[Count.Reworked] ?? 0);
            parts.Closed.Add(count?[Count.Closed] ?? 0);
            parts.ClosedLate.Add(count?[Count.ClosedLate] ?? 0);
            parts.WentOverdue.Add(count?[Count.WentOverdue] ?? 0);
        }

        return parts;
    }

    private void AddOpen(AreaFigures figures, Look look) => board.Look(look.Area, gauge =>
    {
        if (gauge is null) return 0;
        var (slice, key) = SliceOf(look.Department);
        (figures.Open, figures.Overdue) = gauge[slice, key];
        foreach (var stage in CaseStages.Open)
        {
            var (open, overdue) = look.Department.Length > 0
                ? gauge[Slice.DepartmentStage, Gauge.KeyOf(look.Department, stage)]
                : gauge[Slice.Stage, stage];
            if (open > 0) figures.Stages.Add(new StageFigure { Stage = CaseMessages.StageOf(stage), Open = open, Overdue = overdue });
        }

        return 0;
    });

    private IEnumerable<KeyFigure> Keys(Look look, Slice slice, FigureRows today, IReadOnlyDictionary<string, Counts> past)
    {
        var open = board.Look(look.Area, gauge => gauge?.Of(slice).ToDictionary(one => one.Key, one => (one.Open, one.Overdue)) ?? []);
        var now = today.Rows.ToDictionary(row => row.Key.Key, row => row.Value);
        return open.Keys.Union(now.Keys).Union(past.Keys).Order(StringComparer.Ordinal).Select(key =>
        {
            var counted = now.GetValueOrDefault(key) ?? new();
            return new KeyFigure
            {
                Key = key,
                Open = open.GetValueOrDefault(key).Open,
                Overdue = open.GetValueOrDefault(key).Overdue,
                Today = FlowOf(counted),
                Month = FlowOf(past.TryGetValue(key, out var before) ? new Counts().Add(counted).Add(before) : counted),
            };
        });
    }

    private static void AddHours(AreaFigures figures, FigureRows today, Past past, DateTimeOffset now, CityDays days)
    {
        var registered = figures.Department.Length > 0 ? Count.Dispatched : Count.Registered;
        for (var hour = 0; hour < HoursPerDay; hour++)
        {
            var counts = today.Rows.Where(row => days.Local(row.Key.Hour).Hour == hour).Aggregate(new Counts(), (sum, row) => sum.Add(row.Value));
            var normal = new Counts();
            for (var week = 1; week <= Weeks; week++)
            {
                var day = days.Local(now).Date.AddDays(-DaysPerWeek * week);
                foreach (var (moment, then) in past.Hours)
                    if (days.Local(moment) is var local && local.Date == day && local.Hour == hour) normal.Add(then);
            }

            figures.Hours.Add(new HourFigure
            {
                Hour = hour,
                Registered = counts[Count.Registered],
                Closed = counts[Count.Closed],
                Dispatched = counts[Count.Dispatched],
                NormalRegistered = normal[registered] / (double)Weeks,
                NormalClosed = normal[Count.Closed] / (double)Weeks,
            });
        }
    }

    private static Counts Sum(FigureRows rows) => rows.Rows.Values.Aggregate(new Counts(), (sum, row) => sum.Add(row));

    private static Flow FlowOf(Counts counts) => new()
    {
        Registered = counts[Count.Registered],
        Filed = counts[Count.Filed],
        Dispatched = counts[Count.Dispatched],
        Handled = counts[Count.Handled],
        HandledLate = counts[Count.HandledLate],
        Reworked = counts[Count.Reworked],
        Closed = counts[Count.Closed],
        ClosedLate = counts[Count.ClosedLate],
        EndedOtherwise = counts[Count.EndedOtherwise],
        WentOverdue = counts[Count.WentOverdue],
    };
}
