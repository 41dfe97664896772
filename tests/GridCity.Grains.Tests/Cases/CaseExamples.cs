using GridCity.Grains.Cases;
using static GridCity.Grains.Cases.CaseEvent;
using static GridCity.Grains.Tests.Town;

namespace GridCity.Grains.Tests.Cases;

/// <summary>One history per stage and one well-formed command and event of each sort.</summary>
internal static class CaseExamples
{
    public static readonly DateTimeOffset Due = Morning.AddMinutes(CoverMinutes);
    public static readonly Sealed Words = new("person-99", "c2VhbGVk");

    public static readonly DateTimeOffset Thaw = Morning.AddDays(60);

    public static readonly CaseId OtherCase = new("0197a0b0c0d080008000000000000002");
    public static readonly LinkedCase OtherReport = new(OtherCase, "GC-0002", "12345", "person-98");
    public static readonly Recognition DronePicture = new("drone-3", 870, ["blob-1"]);
    public static readonly Report DroneReport = CoverReport with { Source = "drone", Kind = SourceKind.Recognised };

    public static readonly CaseEvent
        Begun = new Registered(CoverReport, Morning),
        Spotted = new Recognised(DroneReport, DronePicture, Morning),
        Real = new RecognitionConfirmed(null, Morning),
        Unreal = new RecognitionRejected("a shadow", Morning),
        MergedAway = new Merged(OtherCase, "same cover", Round: 1, Morning),
        MergeFailed = new MergeDeclined("ended", Morning),
        MergeUndone = new Unmerged("another cover", Morning),
        PartOf = new Joined(OtherCase, null, Round: 1, Morning),
        JoinFailed = new JoinDeclined("ended", Morning),
        Parted = new Left("another pipe", Morning),
        EndedToo = new ClosedWithParent(OtherCase, "0101-1", Morning),
        TookIn = new TakenIn(OtherReport, LinkKind.Child, Morning),
        TookNot = new TakeInRefused(OtherCase, "ended", Morning),
        LetOff = new Released(OtherCase, Morning),
        Spread = new ChildrenTold(1, Morning),
        Joint = new PartnerInvolved(Parks, null, Morning),
        JointDone = new PartnerDone(Parks, "roots cut", Morning),
        JointOff = new PartnerDismissed(Parks, "no roots", Morning),
        PutRight = new SelfHandled(CoverReport, "lid put back", Posts.Inspector.Id, Morning),
        Stands = new AuditPassed(Posts.Supervisor.Id, null, Morning),
        Falls = new AuditFailed(Posts.Supervisor.Id, "still open", Morning),
        Told = new Answered("bins go on Monday", Morning),
        Doubted = new VerifyWanted(null, 1, Morning, LakeGrid),
        There = new Verified(true, Posts.Inspector.Id, null, Morning),
        Taken = new Filed("0101-1", null, Morning),
        Dropped = new Voided("not ours", Morning),
        Sent = new Dispatched(Roads, null, Posts.Dispatcher.Id, Due, Morning),
        BackToClerk = new ReturnedToClerk("not our city", Morning),
        BackToDispatcher = new ReturnedToDispatcher("not our road", First: true, Morning),
        BackToDepartment = new ReturnedToDepartment("ill", Morning),
        BackToHandler = new ReturnedToHandler("no photo", Morning),
        Given = new Assigned(Posts.Handler.Id, null, Morning),
        Started = new HandlingStarted(Posts.Handler.Id, Morning),
        Fed = new FeedbackGiven("replaced", null, Morning, LakeGrid),
        StoodBy = new FeedbackConfirmed(null, Morning, LakeGrid),
        MoreAsked = new ExtensionAsked("rain", Morning),
        MoreReviewed = new ExtensionReviewed(null, Morning),
        MoreGiven = new ExtensionGranted(Due.AddMinutes(CoverMinutes), null, Morning),
        MoreDenied = new ExtensionRefused("no", Morning),
        RestAsked = new SuspensionAsked("frost", Thaw, Morning),
        RestDenied = new SuspensionRefused("no", Morning),
        Rested = new Suspended(Thaw, null, Morning),
        Woken = new Resumed(Due, "mild winter", Morning),
        Pressed = new Urged(null, Morning),
        PassedOn = new Transferred("12319", null, null, Morning),
        Sensed = new CaseEvent.Sensed("The road is clear again.", Morning),
        CalledBack = new Visited(Reached: true, 4, null, Morning),
        Watched = new SupervisionBegan(Posts.Supervisor.Id, "on the news", Morning),
        Unwatched = new SupervisionEnded(null, Morning),
        InspectorCame = new InspectorAssigned(Walker, Morning),
        Missing = new InspectorMissing("shift-ended", Morning),
        Found = new Checked(Posts.Inspector.Id, null, Morning),
        Failed = new Reworked(Posts.Inspector.Id, "still open", Morning),
        Late = new WentOverdue(Morning),
        Shifted = new Rehomed(Lakeside, Hillside, Morning, HillGrid),
        Ended = new Closed("0101-1", null, Morning),
        Disputed = new Contested("it rattles again", Due, Morning);

    public static readonly CaseEvent[] Events =
    [
        Spotted, Real, Unreal, MergedAway, MergeFailed, MergeUndone, PartOf, JoinFailed, Parted, EndedToo, TookIn,
        TookNot, LetOff, Spread, Joint, JointDone, JointOff, Begun, PutRight, Stands, Falls, Told, Doubted, There, Taken, Dropped, Sent, BackToClerk, BackToDispatcher,
        BackToDepartment, BackToHandler, Given, Started, Fed, StoodBy, MoreAsked, MoreReviewed, MoreGiven, MoreDenied, RestAsked,
        RestDenied, Rested, Woken, Pressed, PassedOn, Sensed, CalledBack, Watched, Unwatched, InspectorCame, Missing, Shifted, Found, Failed, Late,
        Ended, Disputed,
    ];

    /// <summary>Histories by the stage that they lead to.</summary>
    public static readonly IReadOnlyDictionary<string, CaseEvent[]> Histories = new Dictionary<string, CaseEvent[]>
    {
        [CaseStages.Unregistered] = [],
        [CaseStages.Recognised] = [Spotted],
        [CaseStages.Registered] = [Begun],
        [CaseStages.Verifying] = [Begun, Doubted],
        [CaseStages.ReturnedToClerk] = [Begun, Taken, BackToClerk],
        [CaseStages.Filed] = [Begun, Taken],
        [CaseStages.ReturnedToDispatcher] = [Begun, Taken, Sent, BackToDispatcher],
        [CaseStages.Dispatched] = [Begun, Taken, Sent],
        [CaseStages.Handling] = [Begun, Taken, Sent, Started],
        [CaseStages.AwaitingConfirmation] = [Begun, Taken, Sent, Given, Started, Fed],
        [CaseStages.Suspended] = [Begun, Taken, Sent, RestAsked, Rested],
        [CaseStages.AwaitingCheck] = [Begun, Taken, Sent, Started, Fed],
        [CaseStages.Checked] = [Begun, Taken, Sent, Started, Fed, Found],
        [CaseStages.AwaitingAudit] = [PutRight],
        [CaseStages.Closed] = [Begun, Taken, Sent, Started, Fed, Found, Ended],
        [CaseStages.Answered] = [Begun, Told],
        [CaseStages.Voided] = [Begun, Dropped],
        [CaseStages.Merged] = [Begun, MergedAway],
        [CaseStages.Joined] = [Begun, PartOf],
    };

    public static readonly CaseCommand[] Commands =
    [
        new CaseCommand.Register(CoverReport),
        new CaseCommand.SelfHandle(CoverReport, "lid put back"),
        new CaseCommand.Recognise(DroneReport, DronePicture),
        new CaseCommand.JudgeRecognition(Real: true),
        new CaseCommand.Merge(OtherCase, "same cover"),
        new CaseCommand.Unmerge("another cover"),
        new CaseCommand.Join(OtherCase),
        new CaseCommand.Leave("another pipe"),
        new CaseCommand.Involve(Parks),
        new CaseCommand.Contribute("roots cut"),
        new CaseCommand.Dismiss(Parks, "no roots"),
        new CaseCommand.Audit(Passed: true),
        new CaseCommand.Answer("bins go on Monday"),
        new CaseCommand.WantVerify(),
        new CaseCommand.Verify(Found: true),
        new CaseCommand.File("0101-1"),
        new CaseCommand.Void("not ours"),
        new CaseCommand.Dispatch(Parks, "a park's path"),
        new CaseCommand.Return("not ours"),
        new CaseCommand.Assign(Posts.Handler.Id),
        new CaseCommand.Unassign("ill"),
        new CaseCommand.Handle(),
        new CaseCommand.Feedback("replaced"),
        new CaseCommand.Confirm(),
        new CaseCommand.AskExtension("rain"),
        new CaseCommand.ReviewExtension(Supported: true),
        new CaseCommand.DecideExtension(Granted: true),
        new CaseCommand.AskSuspension("frost", Thaw),
        new CaseCommand.DecideSuspension(Granted: true),
        new CaseCommand.Resume("mild winter"),
        new CaseCommand.Check(Confirmed: true),
        new CaseCommand.Close("0101-1"),
        new CaseCommand.Contest("it rattles again"),
        new CaseCommand.Urge(),
        new CaseCommand.Transfer("12319"),
        new CaseCommand.ReturnVisit(Reached: true, Satisfaction: 4),
        new CaseCommand.Supervise("on the news"),
        new CaseCommand.EndSupervision(),
        new CaseCommand.Rehome(Hillside),
        new CaseCommand.ReportOverdue(),
        new CaseCommand.EndSuspension(),
        new CaseCommand.Detect(CoverReport),
        new CaseCommand.Sense("It is clear."),
        new CaseCommand.TellChildren(),
        new CaseCommand.TakeIn(OtherReport, LinkKind.Child, Round: 1),
        new CaseCommand.TakeInDeclined("ended", Round: 1),
        new CaseCommand.LetGo(OtherCase),
        new CaseCommand.EndWithParent(OtherCase, "0101-1"),
        new CaseCommand.CheckAssigned(Walker, Round: 0),
        new CaseCommand.CheckDeclined("shift-ended", Round: 0),
    ];

    /// <summary>What has to have happened besides for an act's conditions to hold; it leaves the stage as it is.</summary>
    public static IEnumerable<CaseEvent> Premises(string stage, CaseCommand command) => command switch
    {
        CaseCommand.ReviewExtension => [new ExtensionAsked("rain", Morning, ToReview: true)],
        CaseCommand.DecideExtension => [MoreAsked],
        CaseCommand.DecideSuspension => [RestAsked],
        CaseCommand.EndSupervision => [Watched],
        CaseCommand.Contribute => [Joint, new PartnerInvolved(Roads, null, Morning)],
        CaseCommand.Dismiss => [Joint],
        CaseCommand.Unassign when stage == CaseStages.Dispatched => [Given],
        _ => [],
    };

    /// <summary>A case in the stage in which the act is open, if the table opens it there.</summary>
    public static CaseState In(string stage, CaseCommand command) =>
        After([.. Histories[stage], .. Premises(stage, command)]);

    public static CaseState In(string stage) => After(Histories[stage]);

    public static CaseState After(params IEnumerable<CaseEvent> history) =>
        history.Aggregate(CaseState.Initial, Case.Evolve);

    public static Decision<CaseEvent> Ask(
        CaseState state, Actor actor, CaseCommand command, DateTimeOffset? now = null) =>
        Case.Decide(state, command, By(actor, FirstCase.Grain, now));
}
