using System.Collections.Immutable;

namespace GridCity.Cities.Changes;

/// <summary>What is different in one state of a city's folder against another.</summary>
public abstract record PackChange
{
    private PackChange() { }

    /// <summary>One cell's ground became several cells.</summary>
    public sealed record CellSplit(string From, ImmutableArray<string> To) : PackChange
    {
        public override string ToString() => $"cell {From} is split into {string.Join(", ", To)}";
    }

    /// <summary>Several cells became one.</summary>
    public sealed record CellsMerged(ImmutableArray<string> From, string To) : PackChange
    {
        public override string ToString() => $"cells {string.Join(", ", From)} are merged into {To}";
    }

    /// <summary>The same ground has another code: it went to another community, or was numbered anew.</summary>
    public sealed record CellMoved(string From, string To) : PackChange
    {
        public override string ToString() => $"cell {From} becomes {To}";
    }

    /// <summary>The cell kept its code and most of its ground; its border is another.</summary>
    public sealed record CellReshaped(string Code) : PackChange
    {
        public override string ToString() => $"cell {Code} has another border";
    }

    /// <summary>A cell that keeps its code has another duty grid, land use or days.</summary>
    public sealed record CellChanged(string Code, ImmutableArray<string> Fields) : PackChange
    {
        public override string ToString() => $"cell {Code} has another {string.Join(", ", Fields)}";
    }

    /// <summary>Ground that was in no cell before.</summary>
    public sealed record CellAdded(string Code) : PackChange
    {
        public override string ToString() => $"cell {Code} is new";
    }

    /// <summary>No cell goes on with its ground.</summary>
    /// <param name="Heir">The cell with the largest part of its ground; empty when none has any.</param>
    public sealed record CellRemoved(string Code, string Heir) : PackChange
    {
        public override string ToString() =>
            Heir.Length == 0 ? $"cell {Code} is gone" : $"cell {Code} is gone, the largest part of its ground is in {Heir}";
    }

    /// <param name="Kind">Such as department.</param>
    public sealed record EntryAdded(string Kind, string Code) : PackChange
    {
        public override string ToString() => $"{Kind} {Code} is new";
    }

    /// <inheritdoc cref="EntryAdded"/>
    public sealed record EntryRemoved(string Kind, string Code) : PackChange
    {
        public override string ToString() => $"{Kind} {Code} is gone";
    }

    /// <inheritdoc cref="EntryAdded"/>
    /// <param name="Fields">Names of the fields that are different.</param>
    public sealed record EntryChanged(string Kind, string Code, ImmutableArray<string> Fields) : PackChange
    {
        public override string ToString() => $"{Kind} {Code} has another {string.Join(", ", Fields)}";
    }
}
