using System.Collections.Immutable;

namespace GridCity.Grains.Departments;

/// <summary>What happened to a department.</summary>
public abstract record DepartmentEvent
{
    private DepartmentEvent() { }

    [StoredName("department.established.v1")]
    public sealed record Established(string Label, DateTimeOffset At) : DepartmentEvent;

    [StoredName("department.renamed.v1")]
    public sealed record Renamed(string Label) : DepartmentEvent;

    /// <param name="Categories">All of them, in order of code, each once.</param>
    [StoredName("department.categories-set.v1")]
    public sealed record CategoriesSet(ImmutableArray<string> Categories) : DepartmentEvent;

    [StoredName("department.handler-joined.v1")]
    public sealed record HandlerJoined(string Handler) : DepartmentEvent;

    [StoredName("department.handler-left.v1")]
    public sealed record HandlerLeft(string Handler) : DepartmentEvent;

    [StoredName("department.closed.v1")]
    public sealed record Closed(DateTimeOffset At) : DepartmentEvent;
}
