namespace GridCity.Cities.Files;

/// <summary>Faults as they are found. After so many the rest is counted only: nobody reads a million lines.</summary>
public sealed class FaultList
{
    public const int KeptMax = 1_000;

    private readonly List<PackFault> _kept = [];

    /// <summary>In order of file, then line.</summary>
    public IReadOnlyList<PackFault> Kept =>
        [.. _kept.OrderBy(fault => fault.File, StringComparer.Ordinal).ThenBy(fault => fault.Line)];

    /// <summary>All that were found, kept or not.</summary>
    public int Count { get; private set; }

    public bool IsEmpty => Count == 0;

    public void Add(string file, int line, string reason)
    {
        Count++;
        if (_kept.Count < KeptMax) _kept.Add(new(file, line, reason));
    }
}
