using System.Collections.Immutable;
using GridCity.Grains;
using GridCity.Grains.Cases;
using GridCity.Runtime.Journal;
using GrainId = GridCity.Grains.GrainId; // Orleans' global usings hold another.

namespace GridCity.Bench.Ceiling;

/// <summary>
/// Plays the captured loop again and again under fresh identities: a new case each time, a cell and a duty grid drawn
/// from as many as the bench city has, so that indexes grow and pages are hit as in the real run.
/// </summary>
internal sealed class LoopScript(IReadOnlyList<GrainAppend> loop, Numbers numbers, Random random)
{
    private const int CellsCount = 3_000;
    private const int DutyGridsCount = 100;

    private readonly Dictionary<long, MailId> _mail = [];
    private readonly Dictionary<long, long> _timers = [];
    private int _next;
    private GrainId _case;
    private GrainId _cell;
    private GrainId _grid;

    /// <summary>The next append of this script.</summary>
    public GrainAppend Next()
    {
        if (_next == 0) Begin();
        var append = Renamed(loop[_next]);
        _next = (_next + 1) % loop.Count;
        return append;
    }

    private void Begin()
    {
        _mail.Clear();
        _timers.Clear();
        _case = CaseId.Derive("bench", Guid.CreateVersion7()).Grain;
        _cell = new("cell", $"330106003{random.Next(CellsCount):D6}");
        _grid = new("duty-grid", $"330106-{random.Next(DutyGridsCount)}");
    }

    private GrainAppend Renamed(GrainAppend append)
    {
        var grain = Renamed(append.Grain);
        var version = grain == _case ? append.VersionExpected : numbers.Version(grain, append.Events.Length);
        return append with
        {
            Grain = grain,
            VersionExpected = version,
            Commands = [.. append.Commands.Select(kept => kept with { Grain = grain, CommandId = Guid.CreateVersion7() })],
            Posted = [.. append.Posted.Select(Renamed)],
            Consumed = [.. append.Consumed.Select(id => _mail[id.Number])],
            TimersSet = [.. append.TimersSet.Select(timer => timer with { Key = Renamed(timer.Key) })],
            TimersFired = [.. append.TimersFired.Select(Renamed)],
            Projected = append.Projected.Case is { } row
                ? append.Projected with { Case = row with { Id = grain.Key, Number = grain.Key, Cell = _cell.Key } }
                : append.Projected,
        };
    }

    private Mail Renamed(Mail mail) =>
        mail with { Id = _mail[mail.Id.Number] = new(mail.Id.Day, numbers.Next()), Source = Renamed(mail.Source), Target = Renamed(mail.Target) };

    private TimerKey Renamed(TimerKey key) =>
        new(Renamed(key.Grain), key.Name, _timers.TryGetValue(key.Generation, out var known) ? known : _timers[key.Generation] = numbers.Next());

    private GrainId Renamed(GrainId grain) => grain.Kind switch
    {
        "case" => _case,
        "cell" => _cell,
        _ => _grid,
    };
}

/// <summary>Fresh numbers, shared by every script of a run.</summary>
internal sealed class Numbers
{
    private readonly Dictionary<GrainId, long> _versions = [];
    private long _last = 1L << 40; // Above every number that the silo has drawn in the same database.

    public long Next() => Interlocked.Increment(ref _last);

    /// <summary>Reserves versions of a grain that many cases write to.</summary>
    public long Version(GrainId grain, int events)
    {
        lock (_versions)
        {
            var version = _versions.GetValueOrDefault(grain);
            _versions[grain] = version + events;
            return version;
        }
    }
}
