namespace GridCity.Cities.Files;

/// <summary>Something in a city's folder that cannot be.</summary>
/// <param name="File">Name within the folder.</param>
/// <param name="Line">From 1; 0 for the file as a whole.</param>
public readonly record struct PackFault(string File, int Line, string Reason)
{
    public override string ToString() => Line == 0 ? $"{File}: {Reason}" : $"{File}:{Line}: {Reason}";
}

/// <summary>A city's folder cannot be used; the message has the first faults, one per line.</summary>
public sealed class PackException(string folder, IReadOnlyList<PackFault> faults)
    : Exception($"{folder} is no usable city:\n{string.Join('\n', faults.Take(FaultsShownMax))}")
{
    private const int FaultsShownMax = 20;

    public IReadOnlyList<PackFault> Faults { get; } = faults;
}
