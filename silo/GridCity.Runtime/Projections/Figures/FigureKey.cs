namespace GridCity.Runtime.Projections.Figures;

/// <summary>Which cases a row of figures counts; stored.</summary>
public enum FigureKind : short
{
    All = 0,
    Source = 1,
    Department = 2,
}

/// <summary>What one row of figures counts.</summary>
/// <param name="Area">Code of an area or a cell.</param>
/// <param name="Key">The source or the department; empty for all.</param>
/// <param name="Hour">Its beginning, UTC.</param>
public readonly record struct FigureKey(FigureKind Kind, string Area, string Key, DateTimeOffset Hour);
