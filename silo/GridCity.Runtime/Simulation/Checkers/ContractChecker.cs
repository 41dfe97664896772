namespace GridCity.Runtime.Simulation.Checkers;

/// <summary>What clients objected to at once, and calls that a living silo never answered.</summary>
internal sealed class ContractChecker : IChecker
{
    public string Name => "contract";

    public IEnumerable<string> Check(Evidence evidence) => [.. evidence.Record.Objections, .. evidence.Record.Unanswered];
}
