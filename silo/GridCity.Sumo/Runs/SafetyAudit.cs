using System.Collections.Immutable;
using GridCity.Grains.Intersections.Layout;

namespace GridCity.Sumo.Runs;

/// <summary>Breaches of the rules by what one run's signals showed; all zero in a sound run.</summary>
/// <param name="Conflicts">Seconds in which two conflicting groups had a protected green.</param>
/// <param name="Yellow">Greens that ended without yellow, or with too short a one.</param>
/// <param name="MinimumGreen">Greens that were too short.</param>
/// <param name="MaximumRed">Reds of a group that some phase serves, longer than the maximum.</param>
public sealed record SafetyCount(int Conflicts, int Yellow, int MinimumGreen, int MaximumRed)
{
    public int Total => Conflicts + Yellow + MinimumGreen + MaximumRed;
}

/// <summary>
/// Looks at nothing but the letters given to SUMO, second by second: what an observer at the roadside would write down.
/// </summary>
internal sealed class SafetyAudit(ImmutableArray<IntersectionLayout> layouts, bool maximumRed)
{
    private readonly (char Kind, long Since, long GreenEnded)[][] _groups =
        [.. layouts.Select(layout => Enumerable.Repeat(('r', 0L, 0L), layout.Groups.Length).ToArray())];

    private readonly bool[] _begun = new bool[layouts.Length];
    private int _conflicts, _yellow, _minimumGreen, _maximumRed;

    public SafetyCount Count => new(_conflicts, _yellow, _minimumGreen, _maximumRed);

    public void Look(int signal, string state, long second)
    {
        var layout = layouts[signal];
        for (var group = 0; group < state.Length; group++)
        {
            for (var other = group + 1; other < state.Length; other++)
                if (state[group] == 'G' && state[other] == 'G' && layout.Conflicts[group, other]) _conflicts++;
            Look(layout, signal, group, Kind(state[group]), second);
        }

        _begun[signal] = true;
    }

    private void Look(IntersectionLayout layout, int signal, int group, char kind, long second)
    {
        ref var before = ref _groups[signal][group];
        if (!_begun[signal]) before = (kind, second, second);
        var mustServe = maximumRed && layout.ServedBy[group] >= 0;
        if (kind != 'g' && mustServe && second - before.GreenEnded == layout.MaximumRedSeconds + 1) _maximumRed++;
        if (kind == before.Kind)
        {
            if (kind == 'g') before.GreenEnded = second + 1;
            return;
        }

        var lasted = second - before.Since;
        if (before.Kind == 'g' && lasted < layout.MinimumGreenSeconds(group)) _minimumGreen++;
        if (before.Kind == 'g' && kind == 'r') _yellow++;
        if (before.Kind == 'y' && kind == 'r' && lasted < layout.Times.YellowSeconds) _yellow++;
        before = (kind, second, kind == 'g' ? second + 1 : before.GreenEnded);
    }

    private static char Kind(char letter) => letter switch { 'g' or 'G' => 'g', 'y' or 'Y' => 'y', _ => 'r' };
}
