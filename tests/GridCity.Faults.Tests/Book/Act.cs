using GridCity.Protos.Type.V1;

namespace GridCity.Faults.Tests.Book;

/// <summary>The acts of a case's life from call to closing, in order.</summary>
internal enum ActKind { Register, File, Dispatch, Handle, Feedback, Check, Close }

/// <summary>Something asked for under one command id, however often it takes until it is answered.</summary>
/// <param name="CaseId">Empty until the registration is answered.</param>
internal sealed record Act(ActKind Kind, Guid CommandId, string CaseId)
{
    public static Act New(ActKind kind, string caseId) => new(kind, Guid.CreateVersion7(), caseId);
}

/// <summary>What the server said: from then on it must be true for ever.</summary>
/// <param name="Version">The case's version after the act.</param>
internal sealed record Acknowledged(Act Act, string CaseId, long Version);

/// <summary>What each kind of act leaves in the world.</summary>
internal static class ActFacts
{
    /// <summary>Name of the event that the act writes.</summary>
    public static string EventName(this ActKind kind) => kind switch
    {
        ActKind.Register => "case.registered.v1",
        ActKind.File => "case.filed.v1",
        ActKind.Dispatch => "case.dispatched.v1",
        ActKind.Handle => "case.handling-started.v1",
        ActKind.Feedback => "case.feedback-given.v1",
        ActKind.Check => "case.checked.v1",
        ActKind.Close => "case.closed.v1",
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    /// <summary>Where the case stands when this was the last act.</summary>
    public static Stage StageAfter(this ActKind kind) => kind switch
    {
        ActKind.Register => Stage.Registered,
        ActKind.File => Stage.Filed,
        ActKind.Dispatch => Stage.Dispatched,
        ActKind.Handle => Stage.Handling,
        ActKind.Feedback => Stage.AwaitingCheck,
        ActKind.Check => Stage.Checked,
        ActKind.Close => Stage.Closed,
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
