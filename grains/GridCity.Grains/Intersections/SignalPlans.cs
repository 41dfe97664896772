using System.Collections.Immutable;

namespace GridCity.Grains.Intersections;

/// <summary>The plans of an intersection and when each runs.</summary>
/// <param name="Plans">At least one; the first runs where no line of <paramref name="Hours"/> fits.</param>
/// <param name="Hours">In order, the first that fits decides.</param>
public sealed record SignalPlans(ImmutableArray<SignalPlan> Plans, ImmutableArray<PlanHours> Hours)
{
    /// <summary>Plans of one intersection.</summary>
    public const int PlansMax = 24;

    /// <summary>Lines of one intersection's hours.</summary>
    public const int HoursMax = 100;

    /// <summary>The plan of a moment.</summary>
    /// <param name="local">On the city's clock.</param>
    public SignalPlan At(DateTimeOffset local)
    {
        foreach (var hours in Hours)
            if (hours.Covers(local)) return Plans.First(plan => plan.Code == hours.Plan);
        return Plans[0];
    }

    /// <summary>The phase that the plan of a moment wants, from 0.</summary>
    /// <param name="local">On the city's clock.</param>
    public int PhaseAt(DateTimeOffset local) => At(local).PhaseAt((int)local.TimeOfDay.TotalSeconds);
}

/// <summary>A fixed cycle.</summary>
/// <param name="OffsetSeconds">From midnight of the city's clock to the begin of a first step; neighbours differ in it.</param>
/// <param name="Steps">In order; the cycle is the sum of their seconds.</param>
public sealed record SignalPlan(string Code, int OffsetSeconds, ImmutableArray<PlanStep> Steps)
{
    /// <summary>Seconds of one cycle, and steps of one plan.</summary>
    public const int CycleSecondsMax = 600, StepsMax = 32;

    /// <summary>The phase wanted at a second of the day, from 0.</summary>
    public int PhaseAt(int secondOfDay)
    {
        var cycle = Steps.Sum(step => step.Seconds);
        var into = (((secondOfDay - OffsetSeconds) % cycle) + cycle) % cycle;
        foreach (var step in Steps)
        {
            if (into < step.Seconds) return step.Phase;
            into -= step.Seconds;
        }

        throw new System.Diagnostics.UnreachableException($"A second lies outside the cycle of plan {Code}.");
    }
}

/// <summary>A step of a plan.</summary>
/// <param name="Phase">Of the layout, from 0.</param>
/// <param name="Seconds">
/// From when it is wanted until the next one is; yellow and all-red of the change before it are part of it.
/// </param>
public readonly record struct PlanStep(int Phase, int Seconds);

/// <summary>When a plan runs, on the city's clock.</summary>
/// <param name="Days">Days of the week, 1 is Monday, such as <c>12345</c>; empty for all.</param>
/// <param name="From">Null, with <paramref name="To"/>, for the whole day.</param>
/// <param name="To">Not included; not after <paramref name="From"/> it is on the next day.</param>
public sealed record PlanHours(string Plan, string Days, TimeOnly? From = null, TimeOnly? To = null)
{
    internal bool Covers(DateTimeOffset local)
    {
        var time = TimeOnly.FromTimeSpan(local.TimeOfDay);
        return (From, To) switch
        {
            ({ } from, { } to) when from < to => IsDay(local.DayOfWeek) && time >= from && time < to,
            // Through midnight: what is after it belongs to the day on which it began.
            ({ } from, { } to) => (IsDay(local.DayOfWeek) && time >= from) || (IsDay(local.AddDays(-1).DayOfWeek) && time < to),
            _ => IsDay(local.DayOfWeek),
        };
    }

    private bool IsDay(DayOfWeek day) =>
        string.IsNullOrEmpty(Days) || Days.Contains((char)('0' + (day == DayOfWeek.Sunday ? 7 : (int)day)), StringComparison.Ordinal);
}
