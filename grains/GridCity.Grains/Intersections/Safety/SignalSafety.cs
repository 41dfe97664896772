using System.Collections.Immutable;
using GridCity.Grains.Intersections.Layout;

namespace GridCity.Grains.Intersections.Safety;

/// <summary>
/// The layer between every wish and the signal. Whatever is wished, in whatever order: conflicting groups never have a
/// protected green together, yellow, all-red and the clearance of pedestrians run in full, no green is cut before its
/// minimum, and no group that a phase serves stays red longer than its maximum.
/// </summary>
/// <remarks>
/// A change of phase is one move: groups that lose their green show yellow, then red; groups that keep it show the weaker
/// of both phases; groups that gain it wait until everybody has cleared. So what is shown is always a part of one phase.
/// Where pedestrians have to get across, they lose their green first and vehicles keep theirs until it is time for yellow.
/// </remarks>
public static class SignalSafety
{
    /// <summary>
    /// The longest time by which <see cref="SignalWish.StayClear"/> puts off a green: an extension of red as in the Signal
    /// Timing Manual (FHWA-HOP-08-024), for vehicles that have not cleared.
    /// </summary>
    public const int StayClearSecondsMax = 8;

    /// <summary>One second.</summary>
    /// <param name="layout">Of the intersection; always the same one for a state.</param>
    /// <param name="state">As the step before left it.</param>
    /// <param name="wish">What is wanted now.</param>
    /// <param name="second">Later than the state's; seconds left out count as passed.</param>
    public static SafetyStep Step(IntersectionLayout layout, SafetyState state, SignalWish wish, long second)
    {
        if (second <= state.Second) return new(state, HeldBack.NotLater);
        if (state.IsClearing) return Clearing(layout, state, wish, second);
        if (wish == SignalWish.Flash) return Flash(layout, state, second);
        if (wish == SignalWish.Hold || wish == SignalWish.StayClear || wish.Phase == state.Phase)
            return Keep(layout, state, HeldBack.No, second);
        if (wish.Phase >= layout.Phases.Length || wish.Phase < 0) return Keep(layout, state, HeldBack.NoSuchPhase, second);
        if (!MayEnd(layout, state, wish.Phase, second)) return Keep(layout, state, HeldBack.MinimumGreen, second);
        return MaximumRed.AllowsChange(layout, state, wish.Phase, second)
            ? new(Begin(layout, state, wish.Phase, second), HeldBack.No)
            : Keep(layout, state, HeldBack.MaximumRed, second);
    }

    /// <summary>True when no group that would lose its green, nor the phase itself, is younger than its minimum.</summary>
    public static bool MayEnd(IntersectionLayout layout, SafetyState state, int next, long second)
    {
        if (state.Phase < 0) return true;
        if (second - state.PhaseSince < layout.Phases[state.Phase].MinimumGreenSeconds) return false;
        for (var group = 0; group < state.Groups.Length; group++)
        {
            var loses = state.Groups[group].Shown.IsGreen() && !IsGreenIn(layout, next, group);
            if (loses && second - state.Groups[group].Since < layout.MinimumGreenSeconds(group)) return false;
        }

        return true;
    }

    internal static bool IsGreenIn(IntersectionLayout layout, int phase, int group) =>
        phase >= 0 && layout.Phases[phase].Aspects[group].IsGreen();

    /// <summary>Nothing changes, unless somebody has been red for so long that he goes first.</summary>
    private static SafetyStep Keep(IntersectionLayout layout, SafetyState state, HeldBack why, long second)
    {
        if (state.Phase == SafetyState.Flashing || MaximumRed.AllowsStay(layout, state, second))
            return new(state with { Second = second }, why);
        var due = MaximumRed.Due(layout, state);
        return MayEnd(layout, state, due, second)
            ? new(Begin(layout, state, due, second), HeldBack.MaximumRed)
            : new(state with { Second = second }, why);
    }

    private static SafetyStep Flash(IntersectionLayout layout, SafetyState state, long second)
    {
        if (state.Phase == SafetyState.Flashing) return new(state with { Second = second }, HeldBack.No);
        return MayEnd(layout, state, SafetyState.Flashing, second)
            ? new(Begin(layout, state, SafetyState.Flashing, second), HeldBack.No)
            : Keep(layout, state, HeldBack.MinimumGreen, second);
    }

    /// <summary>The change begins; at once it is over when nobody has to clear.</summary>
    private static SafetyState Begin(IntersectionLayout layout, SafetyState state, int next, long second)
    {
        var clearance = Clearance(layout, state.Phase, next);
        var clearing = state with { Next = next, NextAt = second + clearance };
        return clearance == 0 ? Shown(layout, clearing, second) : Clear(layout, clearing, second);
    }

    /// <summary>One second of a change under way.</summary>
    private static SafetyState Clear(IntersectionLayout layout, SafetyState state, long second)
    {
        var vehiclesLeave = second >= state.NextAt - layout.Times.YellowSeconds - layout.Times.AllRedSeconds;
        return Changed(layout, state with { Second = second }, Now);

        GroupState Now(int group, GroupState now) => now.Shown switch
        {
            SignalShown.Flashing => new(SignalShown.Red, second),
            SignalShown.Yellow => second - now.Since < layout.Times.YellowSeconds ? now : now with { Shown = SignalShown.Red },
            var shown when shown.IsGreen() && !IsGreenIn(layout, state.Next, group) =>
                vehiclesLeave || layout.Groups[group].IsPedestrian ? new(SignalShown.Yellow, second) : now,
            _ when state.Next < 0 => now with { Shown = SignalShown.Red },
            var shown => now with { Shown = SignalsShown.Weaker(shown, layout.Phases[state.Next].Aspects[group]) },
        };
    }

    /// <summary>From flashing as long as from any green: who is inside leaves first.</summary>
    private static int Clearance(IntersectionLayout layout, int from, int next) => (from, next) switch
    {
        (SafetyState.Flashing, _) => layout.ClearanceSecondsMax,
        (SafetyState.None, _) => 0,
        (_, SafetyState.Flashing) => layout.ClearanceSeconds(from),
        _ => layout.ClearanceSeconds(from, next),
    };

    private static SafetyStep Clearing(IntersectionLayout layout, SafetyState state, SignalWish wish, long second)
    {
        var stays = wish == SignalWish.StayClear && second < state.NextAt + StayClearSecondsMax
            && MaximumRed.AllowsWaiting(layout, state, second);
        return stays
            ? new(Clear(layout, state, second), HeldBack.No)
            : new(Cleared(layout, state, second), HeldAt(state, wish, HeldBack.Clearing));
    }

    private static SafetyState Cleared(IntersectionLayout layout, SafetyState state, long second) =>
        second >= state.NextAt && HasCleared(layout, state, second) ? Shown(layout, state, second) : Clear(layout, state, second);

    /// <summary>After seconds that were left out somebody's yellow may have begun late.</summary>
    private static bool HasCleared(IntersectionLayout layout, SafetyState state, long second)
    {
        for (var group = 0; group < state.Groups.Length; group++)
        {
            var now = state.Groups[group];
            if (now.Shown.IsGreen() && !IsGreenIn(layout, state.Next, group)) return false;
            if (!now.Shown.IsGreen() && second - now.Since < layout.Times.YellowSeconds + layout.Times.AllRedSeconds) return false;
        }

        return true;
    }

    private static SafetyState Shown(IntersectionLayout layout, SafetyState state, long second)
    {
        var shown = state with { Second = second, Phase = state.Next, PhaseSince = second, Next = SafetyState.None };
        return Changed(layout, shown, Now);

        GroupState Now(int group, GroupState before)
        {
            if (state.Next == SafetyState.Flashing) return new(SignalShown.Flashing, second);
            var now = SignalsShown.Of(layout.Phases[state.Next].Aspects[group]);
            return new(now, now.IsGreen() == before.Shown.IsGreen() ? before.Since : second);
        }
    }

    private static SafetyState Changed(IntersectionLayout layout, SafetyState state, Func<int, GroupState, GroupState> change)
    {
        var groups = ImmutableArray.CreateBuilder<GroupState>(layout.Groups.Length);
        for (var group = 0; group < state.Groups.Length; group++) groups.Add(change(group, state.Groups[group]));
        return state with { Groups = groups.MoveToImmutable() };
    }

    private static HeldBack HeldAt(SafetyState state, SignalWish wish, HeldBack why) =>
        wish == SignalWish.Hold || wish.Phase == state.Next ? HeldBack.No : why;
}
