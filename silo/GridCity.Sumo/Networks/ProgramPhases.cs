using System.Collections.Immutable;
using GridCity.Grains.Intersections.Layout;

namespace GridCity.Sumo.Networks;

/// <summary>The phases of a program without its transitions.</summary>
internal static class ProgramPhases
{
    /// <summary>States that give somebody a green he has not got in every state, without repetition.</summary>
    public static ImmutableArray<string> Greens(SignalProgram program)
    {
        var states = program.Phases.Select(phase => phase.State)
            .Where(state => !state.AsSpan().ContainsAny("yYu") && state.AsSpan().ContainsAny("gG"))
            .Distinct(StringComparer.Ordinal).ToArray();
        if (states.Length < 2) return [.. states];
        var always = Enumerable.Range(0, states[0].Length).Where(link => states.All(state => IsGreen(state[link]))).ToHashSet();
        return [.. states.Where(state => Enumerable.Range(0, state.Length).Any(link => IsGreen(state[link]) && !always.Contains(link)))];
    }

    /// <summary>The phases as a layout has them.</summary>
    public static ImmutableArray<Phase> Read(SignalProgram program, SignalRights rights, SignalTiming timing) =>
        [.. Greens(program).Select(state => new Phase(Aspects(state, rights), timing.MinimumGreenSeconds, Longest(program, state, timing)))];

    private static bool IsGreen(char letter) => letter is 'g' or 'G';

    private static int Longest(SignalProgram program, string state, SignalTiming timing) =>
        (int)(program.Phases.First(phase => phase.State == state).MaximumSeconds ?? timing.MaximumGreenSeconds);

    /// <summary>
    /// Some programs give a protected green to groups that conflict (a turn on always green): then who yields by the
    /// right of way yields by the signal too.
    /// </summary>
    private static ImmutableArray<Aspect> Aspects(string state, SignalRights rights)
    {
        var aspects = state.Select(Of).ToArray();
        foreach (var (one, other) in rights.Conflicts)
        {
            if (aspects[one] != Aspect.Go || aspects[other] != Aspect.Go) continue;
            aspects[rights.Yields(one, other) ? one : other] = Aspect.Yield;
        }

        return [.. aspects];
    }

    private static Aspect Of(char letter) => letter switch
    {
        'G' => Aspect.Go,
        'g' => Aspect.Yield,
        's' => Aspect.StopThenGo,
        _ => Aspect.Stop,
    };
}
