using System.Collections.Immutable;
using GridCity.Sumo.Networks;

namespace GridCity.Sumo.Logs;

/// <summary>What the network's own fixed programs show in a second: nobody has to ask SUMO for it.</summary>
/// <param name="programs">Those of another type than static are left out: what they show depends on traffic.</param>
internal sealed class SignalClock(IEnumerable<SignalProgram> programs)
{
    private readonly ImmutableArray<SignalProgram> _programs =
        [.. programs.Where(program => program.Type == "static" && program.Phases.Sum(phase => phase.DurationSeconds) > 0)];

    /// <summary>Of every signal, by its id.</summary>
    public IEnumerable<(string Signal, string Letters)> At(long second) =>
        _programs.Select(program => (program.Signal, Letters(program, second)));

    private static string Letters(SignalProgram program, long second)
    {
        var cycle = program.Phases.Sum(phase => phase.DurationSeconds);
        var into = (((second - program.OffsetSeconds) % cycle) + cycle) % cycle;
        foreach (var phase in program.Phases)
        {
            if (into < phase.DurationSeconds) return phase.State;
            into -= phase.DurationSeconds;
        }

        return program.Phases[^1].State;
    }
}
