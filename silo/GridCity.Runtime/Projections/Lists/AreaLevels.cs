namespace GridCity.Runtime.Projections.Lists;

/// <summary>How many digits of a cell's code name the areas that lists go by; the city's code scheme says so.</summary>
/// <param name="District">Digits of the code of a district, or of the largest area that lists go by.</param>
public sealed record AreaLevels(int District, int Street, int Community)
{
    /// <summary>The three levels above the cell; a scheme with fewer has its smallest for the rest.</summary>
    /// <param name="digits">Digits of the codes of each level of areas, the largest area first.</param>
    public static AreaLevels Of(IReadOnlyList<int> digits) =>
        digits.Count == 0
            ? throw new ArgumentException("A code scheme has at least one level of areas.", nameof(digits))
            : new(digits[Math.Max(0, digits.Count - 3)], digits[Math.Max(0, digits.Count - 2)], digits[^1]);

    /// <summary>The codes of the areas around a cell, the cell last.</summary>
    public string[] Around(string cell)
    {
        ArgumentNullException.ThrowIfNull(cell);
        return [Beginning(cell, District), Beginning(cell, Street), Beginning(cell, Community), cell];
    }

    private static string Beginning(string cell, int digits) => cell.Length <= digits ? cell : cell[..digits];
}
