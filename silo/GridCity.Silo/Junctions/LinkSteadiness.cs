using GridCity.Protos.Junction.V1;

namespace GridCity.Silo.Junctions;

/// <summary>Whether one link can be trusted with a signal: readings come, and what was ordered is what is shown.</summary>
internal sealed class LinkSteadiness
{
    private const int Remembered = 8;

    private readonly (ulong Sequence, byte[] Shown)[] _ordered = new (ulong, byte[])[Remembered];
    private int _good;
    private int _disobeyed;

    /// <summary>Why it is not to be trusted; null when it is.</summary>
    public string? WhyNot { get; private set; } = "The link is new.";

    /// <summary>Remembers what was ordered; a controller may be some seconds behind.</summary>
    public void Ordered(ulong sequence, byte[] shown) => _ordered[sequence % Remembered] = (sequence, shown);

    /// <summary>A second with a reading.</summary>
    public void Heard(Reading reading)
    {
        _disobeyed = IsObeyed(reading) ? 0 : _disobeyed + 1;
        if (_disobeyed >= LinkRules.DisobeyedMax)
        {
            Lose("The controller does not show what is ordered.");
            return;
        }

        if (++_good >= LinkRules.SteadyReadings) WhyNot = null;
    }

    /// <summary>A second without a reading.</summary>
    public void Missed(TimeSpan silence)
    {
        if (silence >= LinkRules.SilenceMax) Lose($"No reading came for {LinkRules.SilenceMax.TotalSeconds} s.");
        else if (WhyNot is not null) _good = 0;
    }

    /// <summary>Orders begin anew: what was ordered before says nothing any more.</summary>
    public void Forget()
    {
        Array.Clear(_ordered);
        _disobeyed = 0;
    }

    private void Lose(string why) => (WhyNot, _good, _disobeyed) = (why, 0, 0);

    private bool IsObeyed(Reading reading)
    {
        var (sequence, shown) = _ordered[reading.Order % Remembered];
        // Nothing of ours is under way, or it is a moment that is not remembered: no proof of anything.
        if (shown is null) return true;
        return sequence == reading.Order && reading.Running != Running.OwnPlan && reading.Shown.Span.SequenceEqual(shown);
    }
}
