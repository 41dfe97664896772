using System.Globalization;
using GridCity.Runtime.Simulation.Checkers;

namespace GridCity.Runtime.Simulation;

/// <summary>What came of one run.</summary>
/// <param name="Knobs">All that was drawn for it.</param>
/// <param name="TraceHash">Equal for two runs that did the same in the same order.</param>
/// <param name="Notes">The last things that happened.</param>
internal sealed record SimulationReport(
    ulong Seed,
    string Knobs,
    IReadOnlyList<Finding> Findings,
    ulong TraceHash,
    long Steps,
    TimeSpan VirtualTime,
    int Events,
    string Notes)
{
    private const int FindingsShownMax = 12;

    /// <summary>Everything needed to understand and repeat a failed run; its first line is the one that repeats it.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"""
         seed {Seed} failed; repeat it with: ops/test --seed {Seed}
         {Knobs}
         {Events} events in {VirtualTime} of virtual time, {Steps} steps, trace {TraceHash:x16}
         {string.Join('\n', Findings.Take(FindingsShownMax))}
         {(Findings.Count > FindingsShownMax ? $"… and {Findings.Count - FindingsShownMax} more" : "")}
         --- what led there, oldest first
         {Notes}
         --- seed {Seed}
         """);
}
