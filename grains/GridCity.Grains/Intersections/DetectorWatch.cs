namespace GridCity.Grains.Intersections;

/// <summary>What the detector of one lane said in one second.</summary>
/// <param name="IsMeasured">False when nothing came from it.</param>
/// <param name="IsCovered">A vehicle stood or passed over it.</param>
/// <param name="Departed">Vehicles that left the lane.</param>
/// <param name="OthersBusy">Another lane of the intersection had traffic.</param>
public readonly record struct DetectorSecond(bool IsMeasured, bool IsCovered, int Departed, bool OthersBusy);

/// <summary>
/// The memory of one detector, moved on second by second; what it says of the detector's health follows
/// <see cref="DetectorRules"/>. Pure: nothing but the seconds it was given.
/// </summary>
public readonly record struct DetectorWatch
{
    private const int Minute = 60;

    private int Covered { get; init; }

    private int Idle { get; init; }

    private int Silent { get; init; }

    private int Plausible { get; init; }

    /// <summary>Departures of the minute that runs, and its seconds so far.</summary>
    private int Counted { get; init; }

    private int CountedFor { get; init; }

    /// <summary>Null while the detector is believed.</summary>
    public DetectorFaultKind? Fault { get; private init; }

    /// <summary>The memory of a detector that was at fault when nothing else was known of it: it has to prove itself.</summary>
    public static DetectorWatch At(DetectorFaultKind fault, DetectorRules rules) => new()
    {
        Fault = fault,
        Silent = fault == DetectorFaultKind.Silent ? rules.SilentSeconds : 0,
        Covered = fault == DetectorFaultKind.StuckOn ? rules.MaxPresenceMinutes * Minute : 0,
        Idle = fault == DetectorFaultKind.StuckOff ? rules.NoActivityMinutes * Minute : 0,
    };

    /// <summary>The memory a second later.</summary>
    public DetectorWatch After(in DetectorSecond second, DetectorRules rules)
    {
        var counted = Counted + second.Departed;
        var isMinuteOver = CountedFor + 1 >= Minute;
        var next = this with
        {
            Silent = second.IsMeasured ? 0 : Silent + 1,
            Covered = !second.IsMeasured ? Covered : second.IsCovered && second.Departed == 0 ? Covered + 1 : 0,
            Idle = !second.IsMeasured ? Idle : second.IsCovered || second.Departed > 0 ? 0 : second.OthersBusy ? Idle + 1 : Idle,
            Counted = isMinuteOver ? 0 : counted,
            CountedFor = isMinuteOver ? 0 : CountedFor + 1,
        };
        return next.Judged(next.Signs(counted, rules), rules);
    }

    private DetectorFaultKind? Signs(int counted, DetectorRules rules) =>
        Silent >= rules.SilentSeconds ? DetectorFaultKind.Silent
        : counted > rules.ErraticCountsPerMinute ? DetectorFaultKind.Noise
        : Covered >= rules.MaxPresenceMinutes * Minute ? DetectorFaultKind.StuckOn
        : Idle >= rules.NoActivityMinutes * Minute ? DetectorFaultKind.StuckOff
        : null;

    /// <summary>A fault is seen at once and forgiven late: a detector that comes and goes must not make the mode flap.</summary>
    private DetectorWatch Judged(DetectorFaultKind? sign, DetectorRules rules)
    {
        if (sign is not null) return this with { Fault = sign, Plausible = 0 };
        if (Fault is null || Silent > 0) return this;
        return Plausible + 1 >= rules.RecoverySeconds
            ? this with { Fault = null, Plausible = 0 }
            : this with { Plausible = Plausible + 1 };
    }
}
