using GridCity.Protos.Desk.V1;
using GridCity.Protos.Field.V1;
using GridCity.Protos.Hotline.V1;
using GridCity.Protos.Query.V1;
using GridCity.Protos.Type.V1;
using static GridCity.Cli.Acts.Act;

namespace GridCity.Cli.Acts;

/// <summary><c>gridcity case …</c>: a case from the report to its end, in the order of the workflow, then the ways to find one.</summary>
internal static class CaseActs
{
    public static IReadOnlyList<Act> All { get; } = [.. Intake, .. Clerk, .. Dispatching, .. Work, .. Time, .. Links, .. End, .. Finding, .. Watching.Cases];

    private static Act[] Intake =>
    [
        Of<RegisterRequest, RegisterReply>(
            "register", "Takes a report in. Roles: agent, inspector.", city => city.Hotline.RegisterAsync, "", "category"),
        Of<RecogniseRequest, RegisterReply>(
            "recognise", "Takes down what a machine saw. Role: other-system.",
            city => city.Hotline.RecogniseAsync, "", "category", "place"),
        OnCase<JudgeRecognitionRequest>(
            "judge", "Says whether a machine saw right. Role: clerk.", city => city.Desk.JudgeRecognitionAsync, "real"),
        OnCase<AnswerRequest>(
            "answer", "Ends a registered case with an answer. Roles: agent, clerk.", city => city.Desk.AnswerAsync, "text"),
        Of<ContestRequest, CommandReply>(
            "contest", "Opens a case again whose end the reporter does not accept. Role: agent.",
            city => city.Hotline.ContestAsync, "number", "follow_code", "reason"),
        Of<FollowRequest, FollowReply>(
            "follow", "Tells a reporter how the case stands.", city => city.Hotline.FollowAsync, "number", "follow_code"),
        OnCase<TransferRequest>(
            "transfer", "Gives the caller's matter to another line or a department. Role: agent.", city => city.Hotline.TransferAsync),
        OnCase<ReturnVisitRequest>(
            "visit", "The reporter was called back after the end. Role: agent.", city => city.Hotline.ReturnVisitAsync, "reached"),
    ];

    private static Act[] Clerk =>
    [
        OnCase<WantVerifyRequest>(
            "want-verify", "Has an inspector look before it is filed. Role: clerk.", city => city.Desk.WantVerifyAsync),
        OnCase<VerifyRequest>(
            "verify", "Reports what was found on site before filing. Role: inspector.", city => city.Field.VerifyAsync, "found"),
        OnCase<FileRequest>("file", "Files a registered case. Role: clerk.", city => city.Desk.FileAsync, "standard"),
        OnCase<VoidRequest>("void", "It was no case. Role: clerk.", city => city.Desk.VoidAsync, "reason"),
    ];

    private static Act[] Dispatching =>
    [
        OnCase<DispatchRequest>(
            "dispatch", "Sends a filed case to a department. Role: dispatcher.", city => city.Desk.DispatchAsync),
        OnCase<ReturnRequest>(
            "return", "Hands a case back to whom it came from. Roles: dispatcher, department, handler, clerk.",
            city => city.Desk.ReturnAsync, "reason"),
        OnCase<InvolveRequest>(
            "involve", "Has another department help. Roles: dispatcher, department.", city => city.Desk.InvolveAsync, "department"),
        OnCase<ContributeRequest>(
            "contribute", "The helping department is done with its part. Roles: department, handler.",
            city => city.Desk.ContributeAsync, "result"),
        OnCase<DismissRequest>(
            "dismiss", "Has a department help no more. Role: dispatcher.", city => city.Desk.DismissAsync, "department", "reason"),
    ];

    private static Act[] Work =>
    [
        OnCase<AssignRequest>(
            "assign", "Gives a case to a handler. Role: department.", city => city.Desk.AssignAsync, "handler"),
        OnCase<UnassignRequest>(
            "unassign", "Takes it away from its handler. Role: department.", city => city.Desk.UnassignAsync, "reason"),
        OnCase<HandleRequest>(
            "handle", "Takes a dispatched case to work on. Role: handler.", city => city.Desk.HandleAsync),
        OnCase<FeedbackRequest>(
            "feedback", "Reports the work done. Role: handler.", city => city.Desk.FeedbackAsync, "result"),
        OnCase<ConfirmRequest>(
            "confirm", "Stands by a handler's result. Role: department.", city => city.Desk.ConfirmAsync),
    ];

    private static Act[] Time =>
    [
        OnCase<AskExtensionRequest>(
            "extension ask", "Asks for the limit once more. Roles: department, handler.", city => city.Desk.AskExtensionAsync, "reason"),
        OnCase<ReviewExtensionRequest>(
            "extension review", "Stands by a handler's request. Role: department.", city => city.Desk.ReviewExtensionAsync, "supported"),
        OnCase<DecideExtensionRequest>(
            "extension decide", "Grants or refuses it. Role: dispatcher.", city => city.Desk.DecideExtensionAsync, "granted"),
        OnCase<AskSuspensionRequest>(
            "suspension ask", "Asks for the clock to stand. Roles: department, handler.",
            city => city.Desk.AskSuspensionAsync, "reason", "until"),
        OnCase<DecideSuspensionRequest>(
            "suspension decide", "Grants or refuses it. Role: dispatcher.", city => city.Desk.DecideSuspensionAsync, "granted"),
        OnCase<ResumeRequest>(
            "resume", "Ends a suspension before its time. Role: dispatcher.", city => city.Desk.ResumeAsync, "reason"),
        OnCase<UrgeRequest>(
            "urge", "Presses whoever holds it. Roles: agent, clerk, dispatcher, supervisor.", city => city.Desk.UrgeAsync),
        OnCase<SuperviseRequest>(
            "supervise", "Puts it under a shift leader's eyes. Role: supervisor.", city => city.Desk.SuperviseAsync, "reason"),
        OnCase<EndSupervisionRequest>(
            "unsupervise", "Takes it off again. Role: supervisor.", city => city.Desk.EndSupervisionAsync),
    ];

    private static Act[] Links =>
    [
        OnCase<MergeRequest>(
            "merge", "Ends a duplicate; the other case goes on. Roles: clerk, dispatcher.", city => city.Desk.MergeAsync, "into", "reason"),
        OnCase<UnmergeRequest>(
            "unmerge", "Opens a merged case again. Role: clerk.", city => city.Desk.UnmergeAsync, "reason"),
        OnCase<JoinRequest>(
            "join", "Makes it part of a mass event. Roles: clerk, dispatcher.", city => city.Desk.JoinAsync, "parent"),
        OnCase<LeaveRequest>(
            "leave", "Takes it out of a mass event. Roles: clerk, dispatcher.", city => city.Desk.LeaveAsync, "reason"),
    ];

    private static Act[] End =>
    [
        OnCase<CheckRequest>(
            "check", "Reports whether the work was done. Role: inspector.", city => city.Field.CheckAsync, "passed"),
        OnCase<AuditRequest>(
            "audit", "Says whether what an inspector put right at once stands. Roles: clerk, supervisor.",
            city => city.Desk.AuditAsync, "passed"),
        OnCase<CloseRequest>(
            "close", "Closes a checked case. Role: clerk, not the one who dispatched it.", city => city.Desk.CloseAsync, "standard"),
    ];

    private static Act[] Finding =>
    [
        Of<ListQueueRequest, ListQueueReply>(
            "list", "Lists cases; docs/queues.md says which lists there are.", city => city.Desk.ListQueueAsync),
        Of<ListHelpedRequest, ListQueueReply>(
            "helped", "Lists cases at which a department helps.", city => city.Desk.ListHelpedAsync),
        Of<SearchRequest, SearchReply>(
            "search", "Finds cases by words, last registered first.", city => city.Query.SearchAsync, "text"),
        Of<SuggestDuplicatesRequest, SuggestDuplicatesReply>(
            "duplicates", "Names open cases that may be the same.", city => city.Query.SuggestDuplicatesAsync, "case_id"),
        Of<StatisticsRequest, StatisticsReply>(
            "statistics", "Counts, exact as of the answer.", city => city.Desk.StatisticsAsync),
    ];
}
