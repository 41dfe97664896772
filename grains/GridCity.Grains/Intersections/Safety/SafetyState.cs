using System.Collections.Immutable;
using GridCity.Grains.Intersections.Layout;

namespace GridCity.Grains.Intersections.Safety;

/// <summary>What one group shows, and since which second it is green or not green.</summary>
/// <param name="Shown">In this second.</param>
/// <param name="Since">The second in which its green began, or ended (yellow counts as ended).</param>
public readonly record struct GroupState(SignalShown Shown, long Since);

/// <summary>The memory of the safety layer. Made by it alone: <see cref="Dark"/>, then <see cref="SignalSafety.Step"/>.</summary>
/// <param name="Second">The last second stepped.</param>
/// <param name="Phase">The phase shown or being left, <see cref="None"/> or <see cref="Flashing"/>.</param>
/// <param name="PhaseSince">The second in which it began.</param>
/// <param name="Next">What is being made ready; <see cref="None"/> when nothing is.</param>
/// <param name="NextAt">While something is made ready: the second in which it is shown.</param>
/// <param name="Groups">What each group shows.</param>
public sealed record SafetyState(
    long Second,
    int Phase,
    long PhaseSince,
    int Next,
    long NextAt,
    ImmutableArray<GroupState> Groups)
{
    /// <summary>No phase: all are red.</summary>
    public const int None = -1;

    /// <summary>No phase: all flash.</summary>
    public const int Flashing = -2;

    /// <summary>Yellow or clearance is running.</summary>
    public bool IsClearing => Next != None;

    /// <summary>All red, as a controller starts: the first step may show any phase.</summary>
    /// <param name="layout">Whose groups are red.</param>
    /// <param name="second">The second before the first step.</param>
    public static SafetyState Dark(IntersectionLayout layout, long second) =>
        new(second, None, second, None, 0, [.. layout.Groups.Select(_ => new GroupState(SignalShown.Red, second))]);
}

/// <summary>One second of a signal.</summary>
/// <param name="State">What is shown now, and the memory for the next step.</param>
/// <param name="Held">Why the wish was not followed.</param>
public readonly record struct SafetyStep(SafetyState State, HeldBack Held);
