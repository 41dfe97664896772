using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace GridCity.Grains.Departments;

/// <summary>
/// What one department (专业部门) is. Its queue is a projection of case events, never kept here. Folded from
/// <see cref="DepartmentEvent"/>s only.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "state")]
[JsonDerivedType(typeof(Unestablished), "unestablished")]
[JsonDerivedType(typeof(Working), "working")]
[JsonDerivedType(typeof(Ended), "ended")]
public abstract record DepartmentState
{
    private DepartmentState() { }

    /// <summary>What every department is before the first event.</summary>
    public static DepartmentState Initial { get; } = new Unestablished();

    /// <summary>Nothing is known of it.</summary>
    public sealed record Unestablished : DepartmentState;

    /// <summary>At work.</summary>
    /// <param name="Label">For people.</param>
    /// <param name="Categories">Codes of what it answers for, in order.</param>
    /// <param name="Handlers">Ids of its people, in the order they joined.</param>
    public sealed record Working(string Label, ImmutableArray<string> Categories, ImmutableArray<string> Handlers)
        : DepartmentState;

    /// <summary>Closed; its history stays.</summary>
    public sealed record Ended(string Label) : DepartmentState;
}
