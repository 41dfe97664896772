using GridCity.Grains.Intersections.Layout;
using GridCity.Grains.Intersections.Safety;

namespace GridCity.Grains.Tests.Intersections;

/// <summary>
/// Wishes at random for one signal, and an audit that looks at nothing but what is shown, second by second.
/// </summary>
internal sealed class SafetyWalk
{
    private readonly IntersectionLayout _layout;
    private readonly Random _random;
    private readonly List<SignalShown>[] _shown;
    private SafetyState _state;
    private SignalWish _wish = SignalWish.Hold;

    public SafetyWalk(int seed)
    {
        _random = new(seed);
        _layout = RandomLayout.Of(_random);
        _shown = [.. _layout.Groups.Select(_ => new List<SignalShown>())];
        _state = SafetyState.Dark(_layout, 0);
    }

    /// <param name="seconds">Length of the walk.</param>
    /// <param name="flash">Flashing is wished now and then.</param>
    /// <param name="changesOften">A new wish nearly every second, instead of one that stays for long.</param>
    public void Run(int seconds, bool flash, bool changesOften)
    {
        for (var second = 1; second <= seconds; second++)
        {
            if (_random.Next(changesOften ? 2 : 60) == 0) _wish = Wish(flash);
            _state = SignalSafety.Step(_layout, _state, _wish, second).State;
            foreach (var group in _layout.Groups) _shown[group.Index].Add(_state.Groups[group.Index].Shown);
        }

        foreach (var group in _layout.Groups) Audit(group, flash);
        for (var second = 0; second < seconds; second++) AuditConflicts(second);
    }

    private SignalWish Wish(bool flash) => _random.Next(12) switch
    {
        0 => SignalWish.Hold,
        1 => new SignalWish(_random.Next(-9, 99)) is var any && any == SignalWish.Flash && !flash ? SignalWish.Hold : any,
        2 when flash => SignalWish.Flash,
        >= 3 and <= 5 => SignalWish.StayClear,
        _ => SignalWish.Show(_random.Next(_layout.Phases.Length)),
    };

    private void AuditConflicts(int second)
    {
        foreach (var one in _layout.Groups)
            foreach (var other in _layout.Groups.Where(other => _layout.Conflicts[one.Index, other.Index]))
            {
                var both = _shown[one.Index][second] == SignalShown.Green && _shown[other.Index][second] == SignalShown.Green;
                Assert.False(both, $"groups {one.Index} and {other.Index} conflict and are green in second {second}");
                if (IsGreen(other, second) && second > 0 && !IsGreen(other, second - 1)) AuditClearance(one, second);
            }
    }

    /// <summary>Who lost green cleared before a conflicting group got its own.</summary>
    private void AuditClearance(SignalGroup cleared, int second)
    {
        var ended = _shown[cleared.Index].FindLastIndex(second, shown => shown.IsGreen());
        if (ended < 0 || ended >= second - 1) return;
        var needed = cleared.IsPedestrian ? _layout.Times.PedestrianClearanceSeconds : _layout.Times.YellowSeconds + _layout.Times.AllRedSeconds;
        Assert.True(second - ended - 1 >= needed, $"group {cleared.Index} had {second - ended - 1} s of {needed} s to clear before second {second}");
    }

    private void Audit(SignalGroup group, bool flash)
    {
        foreach (var (from, to) in Runs(group))
        {
            var (shown, ended) = (_shown[group.Index][from], to < _shown[group.Index].Count);
            if (IsGreen(group, from) && ended)
                Assert.True(to - from >= _layout.MinimumGreenSeconds(group.Index), $"group {group.Index} is green for {to - from} s from second {from}");
            if (IsGreen(group, from) && ended)
                Assert.Equal(SignalShown.Yellow, _shown[group.Index][to]);
            if (shown == SignalShown.Yellow && ended)
                Assert.True(to - from >= _layout.Times.YellowSeconds || Flashes(group, to), $"group {group.Index} is yellow for {to - from} s from second {from}");
        }

        if (flash || _layout.ServedBy[group.Index] < 0) return;
        var greens = Enumerable.Range(0, _shown[group.Index].Count).Where(second => IsGreen(group, second)).Prepend(-1);
        foreach (var (last, next) in greens.Zip(greens.Skip(1).Append(_shown[group.Index].Count)))
            Assert.True(next - last - 1 <= _layout.MaximumRedSeconds, $"group {group.Index} is red for {next - last - 1} s from second {last + 1}");
    }

    /// <summary>Seconds in which a group shows one thing, green of either kind counted as one.</summary>
    private IEnumerable<(int From, int To)> Runs(SignalGroup group)
    {
        var shown = _shown[group.Index];
        var from = 0;
        for (var second = 1; second <= shown.Count; second++)
        {
            if (second < shown.Count && Same(shown[second], shown[from])) continue;
            yield return (from, second);
            from = second;
        }
    }

    private static bool Same(SignalShown one, SignalShown other) => one == other || (one.IsGreen() && other.IsGreen());

    private bool IsGreen(SignalGroup group, int second) => _shown[group.Index][second].IsGreen();

    private bool Flashes(SignalGroup group, int second) => _shown[group.Index][second] == SignalShown.Flashing;
}
