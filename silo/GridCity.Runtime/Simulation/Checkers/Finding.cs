namespace GridCity.Runtime.Simulation.Checkers;

/// <summary>Something that must not be.</summary>
/// <param name="Checker">Stable name of the checker that found it.</param>
public sealed record Finding(string Checker, string What)
{
    public override string ToString() => $"[{Checker}] {What}";
}

/// <summary>Judges a finished run by what was seen of it. Knows neither the workload's plans nor the faults.</summary>
internal interface IChecker
{
    string Name { get; }

    IEnumerable<string> Check(Evidence evidence);
}
