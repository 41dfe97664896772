namespace GridCity.Grains.Intersections;

/// <summary>Whether an installation and its plans can run a signal; each refusal names what and where.</summary>
public static class Installations
{
    /// <param name="code">Of the intersection.</param>
    /// <returns>Null for a sound one.</returns>
    public static Refusal? WhyUnsound(Installation built, string code) =>
        Texts.Code(built.Edition, "edition")
        ?? Layout(built.Layout, code)
        ?? Plans(built.Plans, built.Layout)
        ?? (built.Usual is SignalMode.Plan or SignalMode.Actuated or SignalMode.Adaptive
            ? null : Invalid("usual", $"'{built.Usual}' is ordered by somebody: usual are plan, actuated and adaptive."))
        ?? built.Neighbours.Select(one => Texts.Code(one, "neighbours")).FirstOrDefault(why => why is not null)
        ?? Rules(built.Detectors);

    internal static Refusal? Plans(SignalPlans plans, StoredLayout layout)
    {
        if (plans.Plans.IsDefault || plans.Plans.Length is 0 or > SignalPlans.PlansMax)
            return Invalid("plans", $"needs 1 to {SignalPlans.PlansMax} plans.");
        if (plans.Hours.IsDefault || plans.Hours.Length > SignalPlans.HoursMax)
            return Invalid("hours", $"has at most {SignalPlans.HoursMax} lines.");
        if (plans.Plans.Select(plan => plan.Code).Distinct(StringComparer.Ordinal).Count() < plans.Plans.Length)
            return Invalid("plans", "names a code twice.");
        return plans.Plans.Select((plan, at) => Plan(plan, $"plans[{at}]", layout))
            .Concat(plans.Hours.Select((hours, at) => Hours(hours, $"hours[{at}]", plans)))
            .FirstOrDefault(why => why is not null);
    }

    private static Refusal? Layout(StoredLayout layout, string code)
    {
        if (layout.Lanes.Length is 0 or > StoredLayout.PartsMax || layout.Phases.Length is 0 or > StoredLayout.PartsMax
            || layout.Groups.Length is 0 or > StoredLayout.PartsMax)
            return Invalid("layout", $"needs 1 to {StoredLayout.PartsMax} lanes, groups and phases.");
        if (layout.Lanes.Select(lane => lane.Id).Distinct(StringComparer.Ordinal).Count() < layout.Lanes.Length)
            return Invalid("layout", "names a lane twice.");
        try
        {
            layout.Build(code);
            return null;
        }
        catch (ArgumentException error)
        {
            return Invalid("layout", error.Message);
        }
    }

    private static Refusal? Plan(SignalPlan plan, string field, StoredLayout layout)
    {
        if (Texts.Code(plan.Code, $"{field}.code") is { } why) return why;
        if (plan.OffsetSeconds is < 0 or >= 86_400) return Invalid($"{field}.offset_seconds", "must be 0 to 86,399 seconds.");
        if (plan.Steps.IsDefault || plan.Steps.Length is 0 or > SignalPlan.StepsMax)
            return Invalid($"{field}.steps", $"needs 1 to {SignalPlan.StepsMax} steps.");
        for (var at = 0; at < plan.Steps.Length; at++)
            if (Step(plan.Steps[at], $"{field}.steps[{at}]", layout) is { } fault) return fault;
        var cycle = plan.Steps.Sum(step => step.Seconds);
        return cycle > SignalPlan.CycleSecondsMax
            ? Invalid($"{field}.steps", $"take {cycle} s, a cycle has at most {SignalPlan.CycleSecondsMax} s.") : null;
    }

    private static Refusal? Step(PlanStep step, string field, StoredLayout layout)
    {
        if (step.Phase < 0 || step.Phase >= layout.Phases.Length)
            return Invalid($"{field}.phase", $"must be a phase of the layout, 1 to {layout.Phases.Length}.");
        var least = layout.Times.YellowSeconds + layout.Times.AllRedSeconds
            + Math.Max(layout.Times.MinimumGreenSeconds, layout.Phases[step.Phase].MinimumGreenSeconds);
        return step.Seconds >= least && step.Seconds <= SignalPlan.CycleSecondsMax ? null : Invalid(
            $"{field}.seconds", $"must be {least} (yellow, all-red and minimum green of the phase) to {SignalPlan.CycleSecondsMax}.");
    }

    private static Refusal? Hours(PlanHours hours, string field, SignalPlans plans) =>
        plans.Plans.All(plan => plan.Code != hours.Plan) ? Invalid($"{field}.plan", $"'{hours.Plan}' is none of the plans.")
        : hours.From is null != hours.To is null ? Invalid($"{field}.from", "and to go together: give both, or none for the whole day.")
        : hours.Days is { } days && !days.All(day => day is >= '1' and <= '7')
            ? Invalid($"{field}.days", $"'{days}' are no days of the week: digits 1 (Monday) to 7.")
        : null;

    private static Refusal? Rules(DetectorRules rules) =>
        Within(rules.MaxPresenceMinutes, 1, 255, "max_presence_minutes")
        ?? Within(rules.NoActivityMinutes, 1, 255, "no_activity_minutes")
        ?? Within(rules.ErraticCountsPerMinute, 1, 255, "erratic_counts_per_minute")
        ?? Within(rules.SilentSeconds, 1, 600, "silent_seconds")
        ?? Within(rules.RecoverySeconds, 1, 3_600, "recovery_seconds")
        ?? Within(rules.FailedPercentMax, 0, 100, "failed_percent_max");

    private static Refusal? Within(int value, int least, int most, string field) =>
        value >= least && value <= most ? null : Invalid($"detectors.{field}", $"is {value}; it must be {least} to {most}.");

    private static Refusal Invalid(string field, string message) =>
        new(RefusalKind.Invalid, "intersection/unsound", $"'{field}' {message}", field);
}
