using System.Collections.Immutable;
using GridCity.Grains.Cases;
using GridCity.Grains.Cities;

namespace GridCity.Grains.Cells;

/// <summary>What one unit cell (单元网格) knows. Folded from <see cref="CellEvent"/>s only.</summary>
/// <param name="OpenCases">In the order noted, oldest first; an array, because copying a full one is cheap.</param>
public sealed record CellState(ImmutableArray<OpenCase> OpenCases)
{
    /// <summary>What every cell is before the first event.</summary>
    public static CellState Initial { get; } = new([]);

    internal int IndexOf(CaseId @case)
    {
        var cases = OpenCases.AsSpan();
        for (var at = 0; at < cases.Length; at++)
        {
            if (string.Equals(cases[at].Case.Value, @case.Value, StringComparison.Ordinal)) return at;
        }

        return -1;
    }
}

/// <summary>As much of an open case as it takes to recognise a second report of the same thing.</summary>
/// <param name="At">When it was registered.</param>
public sealed record OpenCase(CaseId Case, string Category, Place? Place, DateTimeOffset At);
