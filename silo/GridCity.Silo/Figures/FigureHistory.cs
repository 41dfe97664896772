using GridCity.Protos.Figures.V1;
using GridCity.Runtime.Engine;
using GridCity.Runtime.Projections.Figures;
using GridCity.Silo.Edges;

namespace GridCity.Silo.Figures;

/// <summary>What was open at the end of each step: counted back from what is open now.</summary>
internal sealed class FigureHistory(OpenBoard board, FigureReader reader, CityMap map, GridClock clock)
{
    /// <summary>Figures of one answer.</summary>
    private const int RowsMax = 200_000;

    /// <exception cref="Rpc.RpcException">INVALID_ARGUMENT: too much at once.</exception>
    public async Task<GetHistoryReply> OfAsync(string area, int digits, int dayCount, int stepHours, CancellationToken cancellation)
    {
        var from = map.Areas.Days.DayStart(clock.Now, 1 - dayCount);
        var steps = (int)Math.Ceiling((FigureLedger.HourOf(clock.Now).AddHours(1) - from).TotalHours / stepHours);
        var rows = await reader.StepsAsync(area, digits, stepHours, from, RowsMax + 1, cancellation);
        if (rows.Rows.Count > RowsMax)
            throw Statuses.Invalid("step_hours", "is too short for so many parts: take longer steps, fewer days, or a level of larger areas.");
        var open = board.Parts(area, digits, Slice.All, "").ToDictionary(part => part.Area, part => (part.Open, part.Overdue));
        foreach (var ((_, part, _, _), counts) in rows.Rows)
        {
            var (now, overdue) = open.GetValueOrDefault(part);
            open[part] = (now - counts[Count.OpenChange], overdue - counts[Count.OverdueChange]);
        }

        return Reply(from, stepHours, steps, open, rows);
    }

    /// <param name="open">What was open when the first step began; followed to the end.</param>
    private static GetHistoryReply Reply(
        DateTimeOffset from, int stepHours, int steps, Dictionary<string, (int Open, int Overdue)> open, FigureRows rows)
    {
        var areas = open.Keys.Order(StringComparer.Ordinal).ToList();
        var numbers = areas.Select((area, at) => (area, at)).ToDictionary(one => one.area, one => one.at);
        var reply = new GetHistoryReply { From = CaseMessages.Moment(from), StepHours = stepHours, Areas = { areas } };
        var byStep = rows.Rows.ToLookup(row => (int)((row.Key.Hour - from).TotalHours / stepHours));
        for (var at = 0; at < steps; at++)
        {
            var moved = byStep[at].ToDictionary(row => row.Key.Area, row => row.Value);
            var step = new HistoryStep();
            foreach (var area in at == 0 ? areas : [.. moved.Keys.Order(StringComparer.Ordinal)])
            {
                var counts = moved.GetValueOrDefault(area) ?? new();
                var (then, overdue) = open[area];
                open[area] = (then, overdue) = (then + counts[Count.OpenChange], overdue + counts[Count.OverdueChange]);
                step.Areas.Add(numbers[area]);
                step.Open.Add(then);
                step.Overdue.Add(overdue);
                step.Registered.Add(counts[Count.Registered]);
                step.Closed.Add(counts[Count.Closed]);
            }

            reply.Steps.Add(step);
        }

        return reply;
    }
}
