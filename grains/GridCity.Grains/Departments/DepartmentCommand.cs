using System.Collections.Immutable;

namespace GridCity.Grains.Departments;

/// <summary>Everything that can be asked of a department grain; all of it by an administrator.</summary>
public abstract record DepartmentCommand : IGrainCommand
{
    private DepartmentCommand() { }

    /// <summary>Begin a department, or begin a closed one again.</summary>
    [StoredName("department.establish.v1")]
    public sealed record Establish(string Label) : DepartmentCommand;

    /// <summary>Give it another label; its code stays.</summary>
    [StoredName("department.rename.v1")]
    public sealed record Rename(string Label) : DepartmentCommand;

    /// <summary>Set what it answers for, in place of what was set before.</summary>
    /// <param name="Categories">Codes of categories of the city.</param>
    [StoredName("department.answer-for.v1")]
    public sealed record AnswerFor(ImmutableArray<string> Categories) : DepartmentCommand;

    /// <summary>Add a handler (处置人员).</summary>
    /// <param name="Handler">Opaque id of the person.</param>
    [StoredName("department.join.v1")]
    public sealed record Join(string Handler) : DepartmentCommand;

    /// <summary>Remove a handler.</summary>
    /// <param name="Handler">Opaque id of the person.</param>
    [StoredName("department.leave.v1")]
    public sealed record Leave(string Handler) : DepartmentCommand;

    /// <summary>End the department.</summary>
    [StoredName("department.close.v1")]
    public sealed record Close : DepartmentCommand;
}
