using GridCity.Grains.Intersections;
using GridCity.Runtime.Journal;
using GridCity.Runtime.States;

namespace GridCity.Silo.Junctions;

/// <summary>Keeps the mean queue and the departures of every minute: what is measured is no history, and kept for days.</summary>
internal sealed class JunctionSamples(IStateStore store, ILogger log)
{
    /// <summary>Vehicles that stood on all lanes, mean of a minute.</summary>
    public const string Halting = "halting-vehicles";

    /// <summary>Vehicles that left all lanes in a minute.</summary>
    public const string Departed = "departed-vehicles-per-minute";

    private readonly Dictionary<string, (long Halting, long Departed, int Seconds)> _minute = new(StringComparer.Ordinal);
    private DateTimeOffset? _began;
    private List<Sample> _ready = [];

    /// <summary>Takes a second in; the loop alone calls it.</summary>
    public void Take(LinkSession session, DateTimeOffset now)
    {
        _began ??= now;
        if (now - _began >= TimeSpan.FromMinutes(1)) Close(now);
        if (session.LinkDown is not null || session.Latest is not { } reading) return;
        var (halting, departed, seconds) = _minute.GetValueOrDefault(session.Code);
        foreach (var count in reading.Halting) halting += count;
        foreach (var count in reading.Departed) departed += count;
        _minute[session.Code] = (halting, departed, seconds + 1);
    }

    /// <summary>Writes what a minute has left; a database that is away loses the minute, and says so.</summary>
    public async Task FlushAsync(CancellationToken cancellation)
    {
        if (_ready.Count == 0) return;
        var ready = _ready;
        _ready = [];
        try
        {
            await store.AppendAsync(ready, cancellation);
        }
        catch (JournalUnavailableException error)
        {
            log.LogWarning("{Count} readings of intersections were not kept: {Reason}", ready.Count, error.Message);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            log.LogError(error, "{Count} readings of intersections were not kept; report this fault.", ready.Count);
        }
    }

    private void Close(DateTimeOffset now)
    {
        foreach (var (code, (halting, departed, seconds)) in _minute)
        {
            var grain = IntersectionKind.Kind.Id(code);
            _ready.Add(new(grain, Halting, now, (double)halting / seconds));
            _ready.Add(new(grain, Departed, now, departed));
        }

        _minute.Clear();
        _began = now;
    }
}
