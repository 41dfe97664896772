using GridCity.Grains.Intersections.Layout;
using GridCity.Grains.Intersections.Safety;

namespace GridCity.Grains.Tests.Intersections;

public sealed class SignalSafetyTests
{
    private const int Layouts = 300;
    private static readonly int Seed = int.TryParse(Environment.GetEnvironmentVariable("GRIDCITY_SEED"), out var seed) ? seed : 1;

    [Theory, InlineData(true), InlineData(false)]
    public void No_wishes_whatsoever_make_a_signal_unsafe(bool changesOften)
    {
        for (var seed = Seed; seed < Seed + Layouts; seed++) Walk(seed, flash: false, changesOften);
    }

    [Fact]
    public void Nor_does_flashing_in_between()
    {
        for (var seed = Seed; seed < Seed + Layouts; seed++) Walk(seed, flash: true, changesOften: true);
    }

    [Fact]
    public void A_phase_that_is_wished_for_comes_after_minimum_green_and_yellow()
    {
        var signal = Started();
        var shown = Enumerable.Range(2, 12).Select(second => signal.Step(SignalWish.Show(1), second)).ToArray();

        Assert.Equal("gggggyyyrrrrr"[1..], Letters(shown, 0));
        Assert.Equal("rrrrrrrrggggg"[1..], Letters(shown, 1));
    }

    [Fact]
    public void Yellow_once_begun_leads_to_what_it_was_begun_for()
    {
        var signal = Started();
        for (var second = 2; second < 7; second++) signal.Step(SignalWish.Show(1), second);
        for (var second = 7; second < 10; second++) signal.Step(SignalWish.Show(0), second);

        Assert.Equal(1, signal.State.Phase);
    }

    [Fact]
    public void A_green_is_put_off_while_somebody_stands_inside_but_not_for_ever()
    {
        var signal = Started();
        signal.Step(SignalWish.Show(1), 6);
        var shown = Enumerable.Range(7, 13).Select(second => signal.Step(SignalWish.StayClear, second)).ToArray();

        Assert.Equal("yyrrrrrrrrrrr", Letters(shown, 0));
        Assert.Equal("rrrrrrrrrrggg", Letters(shown, 1));
    }

    [Fact]
    public void Nor_for_longer_than_a_red_may_last()
    {
        var signal = Started();
        for (var second = 2; signal.State.Phase != SafetyState.None && !signal.State.IsClearing; second++)
            signal.Step(SignalWish.Show(0), second);
        var red = signal.State.NextAt;
        while (signal.State.Phase == 0) signal.Step(SignalWish.StayClear, signal.State.Second + 1);

        Assert.InRange(signal.State.PhaseSince, red, signal.Layout.MaximumRedSeconds);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(-4)]
    public void A_phase_that_does_not_exist_is_not_shown(int phase)
    {
        var signal = Started();
        var step = SignalSafety.Step(signal.Layout, signal.State, new(phase), 20);

        Assert.Equal((HeldBack.NoSuchPhase, 0), (step.Held, step.State.Phase));
    }

    [Fact]
    public void A_clock_that_goes_back_changes_nothing()
    {
        var signal = Started();
        var step = SignalSafety.Step(signal.Layout, signal.State, SignalWish.Show(1), 1);

        Assert.Equal(HeldBack.NotLater, step.Held);
        Assert.Same(signal.State, step.State);
    }

    [Fact]
    public void Who_was_red_too_long_goes_first_and_the_step_says_so()
    {
        var signal = Started();
        var step = new SafetyStep(signal.State, HeldBack.No);
        for (var second = 2; step.Held == HeldBack.No; second++)
            step = SignalSafety.Step(signal.Layout, step.State, SignalWish.Show(0), second);

        Assert.Equal(HeldBack.MaximumRed, step.Held);
        Assert.Equal(SignalShown.Yellow, step.State.Groups[0].Shown);
    }

    [Fact]
    public void A_missed_second_cuts_nothing()
    {
        var signal = Started();
        signal.Step(SignalWish.Show(1), 6);

        Assert.Equal(SignalShown.Yellow, signal.Step(SignalWish.Show(1), 8)[0]);
        Assert.Equal(SignalShown.Green, signal.Step(SignalWish.Show(1), 11)[1]);
    }

    private static void Walk(int seed, bool flash, bool changesOften)
    {
        try
        {
            new SafetyWalk(seed).Run(seconds: 900, flash, changesOften);
        }
        catch (Exception broken)
        {
            Assert.Fail($"GRIDCITY_SEED={seed}: {broken.Message}");
        }
    }

    /// <summary>Two conflicting groups, the first green since second 1.</summary>
    private static Signal Started()
    {
        var layout = new IntersectionLayout(
            "two roads",
            [new("in_0", 100, 13.9, "in"), new("in_1", 100, 13.9, "in")],
            [new("out_0", 100, 13.9, "out")],
            [new(0, [new("in_0", "out_0")], false), new(1, [new("in_1", "out_0")], false)],
            new(2, [(0, 1)]),
            [new([Aspect.Go, Aspect.Stop], 5, 50), new([Aspect.Stop, Aspect.Go], 5, 50)],
            new(3, 0, 5, 7, 0, 60));
        var signal = new Signal(layout);
        signal.Step(SignalWish.Show(0), 1);
        return signal;
    }

    private static string Letters(SignalShown[][] shown, int group) =>
        string.Concat(shown.Select(second => second[group] switch { SignalShown.Green => 'g', SignalShown.Yellow => 'y', _ => 'r' }));

    private sealed class Signal(IntersectionLayout layout)
    {
        public IntersectionLayout Layout => layout;

        public SafetyState State { get; private set; } = SafetyState.Dark(layout, 0);

        public SignalShown[] Step(SignalWish wish, long second)
        {
            State = SignalSafety.Step(layout, State, wish, second).State;
            return [.. State.Groups.Select(group => group.Shown)];
        }
    }
}
