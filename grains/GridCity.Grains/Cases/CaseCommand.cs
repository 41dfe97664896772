namespace GridCity.Grains.Cases;

/// <summary>Everything that can be asked of a case. Who may ask it stands in <see cref="CaseWorkflow"/>.</summary>
public abstract record CaseCommand : IGrainCommand
{
    private CaseCommand() { }

    /// <summary>Take a report down: the case begins (上报).</summary>
    [StoredName("case.register.v1")]
    public sealed record Register(Report Report) : CaseCommand, IFoundingCommand;

    /// <summary>Accept it as the city's business (立案).</summary>
    /// <param name="Standard">Code of the filing standard that it meets.</param>
    /// <param name="Note">For those who come after.</param>
    [StoredName("case.file.v1")]
    public sealed record File(string Standard, string? Note = null) : CaseCommand;

    /// <summary>Drop it before filing (作废).</summary>
    /// <param name="Reason">Why it is not the city's business.</param>
    [StoredName("case.void.v1")]
    public sealed record Void(string Reason) : CaseCommand;

    /// <summary>Give it to a department (派遣); the clock starts.</summary>
    /// <param name="Department">Code of a department of the city.</param>
    /// <param name="Note">For the department.</param>
    [StoredName("case.dispatch.v1")]
    public sealed record Dispatch(string Department, string? Note = null) : CaseCommand;

    /// <summary>Take the work on (处置).</summary>
    [StoredName("case.handle.v1")]
    public sealed record Handle : CaseCommand;

    /// <summary>Say what was done (反馈): exactly one of the two texts.</summary>
    /// <param name="Result">In plain words.</param>
    /// <param name="SealedResult">When it speaks of a person.</param>
    [StoredName("case.feedback.v1")]
    public sealed record Feedback(string? Result = null, Sealed? SealedResult = null) : CaseCommand;

    /// <summary>Say what was found on site (核查).</summary>
    /// <param name="Confirmed">True when the work is done; else it goes back as rework (返工).</param>
    /// <param name="Note">What was seen; required with rework.</param>
    [StoredName("case.check.v1")]
    public sealed record Check(bool Confirmed, string? Note = null) : CaseCommand;

    /// <summary>End it (结案).</summary>
    /// <param name="Standard">Code of the closing standard that it meets.</param>
    /// <param name="Note">For the record.</param>
    [StoredName("case.close.v1")]
    public sealed record Close(string Standard, string? Note = null) : CaseCommand;

    /// <summary>From the case's own timer: the time for handling is over.</summary>
    [StoredName("case.report-overdue.v1")]
    public sealed record ReportOverdue : CaseCommand;

    /// <summary>From an inspector grain: it holds the task to check.</summary>
    /// <param name="Inspector">Code of the inspector.</param>
    /// <param name="Round">The <see cref="Work.Reworks"/> that the task was asked for with.</param>
    [StoredName("case.check-assigned.v1")]
    public sealed record CheckAssigned(string Inspector, int Round) : CaseCommand;

    /// <summary>From a cell or an inspector grain: nobody holds the task to check.</summary>
    /// <param name="Reason">A stable word such as <c>no-duty-inspector</c>.</param>
    /// <param name="Round">The <see cref="Work.Reworks"/> that the task was asked for with.</param>
    [StoredName("case.check-declined.v1")]
    public sealed record CheckDeclined(string Reason, int Round) : CaseCommand;
}
