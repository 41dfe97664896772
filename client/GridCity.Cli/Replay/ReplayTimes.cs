namespace GridCity.Cli.Replay;

/// <summary>When the acts on one record happen, by the records' own time.</summary>
/// <param name="limit">From dispatch to feedback.</param>
/// <param name="isSlow">The department reports back only after its limit.</param>
internal sealed class ReplayTimes(ReplayRecord record, ActMinutes minutes, TimeSpan limit, bool isSlow)
{
    private const double Beyond = 0.1;

    private readonly double _stretch = Stretch(record, minutes);
    private DateTimeOffset _at = record.Opened;
    private DateTimeOffset _due = DateTimeOffset.MaxValue;

    /// <summary>True once the department reported back after its limit.</summary>
    public bool IsLate { get; private set; }

    /// <summary>The moment of the next act.</summary>
    public DateTimeOffset Next(string act)
    {
        _at += TimeSpan.FromMinutes(minutes.Before(act) * _stretch);
        if (act is "file" or "dispatch") _due = _at + limit;
        if (act == "feedback") Report();
        return _at;
    }

    private void Report()
    {
        if (isSlow && _at <= _due) _at = _due + (limit * Beyond);
        IsLate = _at > _due;
    }

    private static double Stretch(ReplayRecord record, ActMinutes minutes) =>
        record.Closed is { } closed && minutes.Whole > 0 ? Math.Max(0, (closed - record.Opened).TotalMinutes / minutes.Whole) : 1;
}
