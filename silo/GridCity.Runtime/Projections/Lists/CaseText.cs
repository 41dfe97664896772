using GridCity.Grains.Cities;

namespace GridCity.Runtime.Projections.Lists;

/// <summary>What one case is found by.</summary>
/// <param name="Person">Whose sealed words are among <paramref name="Sealed"/>; null when none are.</param>
/// <param name="Open">Hashes of texts that are not sealed.</param>
/// <param name="Sealed">Hashes of what a person said.</param>
internal sealed record CaseText(
    string Id, string Cell, string Category, DateTimeOffset RegisteredAt, Place? Place, Guid? Person, long[] Open, long[] Sealed)
{
    public CaseText WithoutSealed() => this with { Person = null, Sealed = [] };
}
