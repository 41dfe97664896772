using System.Collections.Immutable;
using GridCity.Grains.Intersections.Layout;

namespace GridCity.Sumo.Networks;

/// <summary>The phases of a program without its transitions.</summary>
internal static class ProgramPhases
{
    /// <summary>Of yellow, in seconds, in a program that has none.</summary>
    public const int YellowWhereNone = 5;

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
    public static ImmutableArray<Phase> Read(SignalProgram program, SignalRights rights, SignalTiming timing)
    {
        var states = Greens(program);
        var always = Enumerable.Range(0, states[0].Length).Where(link => states.All(state => IsGreen(state[link]))).ToHashSet();
        return
        [
            .. states.Select(state => new Phase(
                Aspects(state, rights, always), timing.MinimumGreenSeconds, Longest(program, state, timing))),
        ];
    }

    /// <summary>The first yellow of a network's programs in whole seconds, 5 where there is none.</summary>
    public static int YellowSeconds(RoadNetwork network) =>
        (int)(network.Programs.Values.SelectMany(program => program.Phases)
            .FirstOrDefault(phase => phase.State.Contains('y', StringComparison.OrdinalIgnoreCase))?.DurationSeconds ?? YellowWhereNone);

    private static bool IsGreen(char letter) => letter is 'g' or 'G';

    private static int Longest(SignalProgram program, string state, SignalTiming timing) =>
        (int)(program.Phases.First(phase => phase.State == state).MaximumSeconds ?? timing.MaximumGreenSeconds);

    /// <summary>Some programs give a turn a protected green at all times, against everybody: then it has to yield.</summary>
    private static ImmutableArray<Aspect> Aspects(string state, SignalRights rights, HashSet<int> always) =>
    [
        .. state.Select((letter, link) => letter == 'G' && always.Contains(link) && rights.Conflicts.Any(pair => Meets(pair, link, state))
            ? Aspect.Yield
            : Of(letter)),
    ];

    private static bool Meets((int One, int Other) pair, int link, string state) =>
        (pair.One == link && state[pair.Other] == 'G') || (pair.Other == link && state[pair.One] == 'G');

    private static Aspect Of(char letter) => letter switch
    {
        'G' => Aspect.Go,
        'g' => Aspect.Yield,
        's' => Aspect.StopThenGo,
        _ => Aspect.Stop,
    };
}
