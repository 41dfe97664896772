using System.Diagnostics;
using GridCity.Grains.Cities;
using static GridCity.Grains.Cases.CaseCommand;
using static GridCity.Grains.Cases.CaseConsequences;
using static GridCity.Grains.Cases.CaseDispatching;
using static GridCity.Grains.Cases.CaseLinking;
using static GridCity.Grains.Cases.CaseRehoming;
using static GridCity.Grains.Cases.CaseEvent;
using static GridCity.Grains.Decision<GridCity.Grains.Cases.CaseEvent>;

namespace GridCity.Grains.Cases;

/// <summary>
/// The rules of a ticket from report to closing. What is open to whom stands in <see cref="CaseWorkflow"/>, what an act
/// leads to in <see cref="Decide"/>, what that means for the state in <see cref="CaseFolding"/>; helpers only compute.
/// Mail and timers that come too late are accepted without an event: a refusal would make each a dead letter.
/// </summary>
public static class Case
{
    /// <summary>The timer that runs while a department handles the case.</summary>
    public const string HandlingTimer = "handling";

    /// <summary>The timer that ends a suspension.</summary>
    public const string SuspensionTimer = "suspension";

    /// <summary>The timer that tells children, some at a time.</summary>
    public const string ChildrenTimer = "children";

    /// <summary>True when a case has nothing to do with what changed in the city's ground and departments.</summary>
    /// <param name="cell">Code of the cell that holds its place.</param>
    public static bool IsAtHome(CaseState.Known state, string cell, City city) => CaseRehoming.IsAtHome(state, cell, city);

    /// <summary>Decides one command. Pure: the same arguments give the same answer.</summary>
    public static Decision<CaseEvent> Decide(CaseState state, CaseCommand command, DecisionContext context) =>
        (state, command) switch
        {
            _ when CaseWorkflow.Refusal(state, command, context) is { } why => Refuse(why),

            (_, Register c) => Accept(new Registered(c.Report, context.Now, c.Proof, c.Intake)).With(Note(c.Report, context)),
            (CaseState.Unregistered, Detect c) => Accept(new Registered(c.Report, context.Now)).With(Note(c.Report, context)),
            (_, Recognise c) =>
                Accept(new Recognised(c.Report, c.Recognition, context.Now)).With(Note(c.Report, context)),
            (_, JudgeRecognition { Real: true } c) => Accept(new RecognitionConfirmed(c.Note, context.Now)),
            (CaseState.Known s, JudgeRecognition c) =>
                Accept(new RecognitionRejected(c.Note, context.Now)).With(Forget(s, context)),
            (_, SelfHandle c) =>
                Accept(new SelfHandled(c.Report, c.Result, context.Actor.Id, context.Now, c.Proof))
                    .With(Note(c.Report, context)),
            (CaseState.Known s, Audit { Passed: true } c) =>
                Accept(new AuditPassed(context.Actor.Id, c.Note, context.Now)).With(Forget(s, context)),
            (_, Audit c) => Accept(new AuditFailed(context.Actor.Id, c.Note, context.Now)),
            (CaseState.Known s, Answer c) => Accept(new Answered(c.Text, context.Now)).With(Forget(s, context)),
            (CaseState.Known s, WantVerify c) => Verifying(s, c, context),
            (CaseState.Verifying s, Verify c) =>
                Accept(new Verified(c.Found, context.Actor.Id, c.Note, context.Now, c.Proof))
                    .With([.. Released(s, context)]),
            (CaseState.Known s, CaseCommand.File c) when UnknownStandard(s, c.Standard, context) is { } why => Refuse(why),
            (CaseState.Known s, CaseCommand.File c) => Filing(s, c, context),
            (CaseState.Known s, CaseCommand.Void c) =>
                Accept(new Voided(c.Reason, context.Now)).With(Forget(s, context)),

            (CaseState.Known, Merge c) when c.Into == CaseId.Of(context.Self) => Refuse(CaseRefusals.Itself),
            (CaseState.Known, Join c) when c.Parent == CaseId.Of(context.Self) => Refuse(CaseRefusals.Itself),
            (CaseState.Known s, Merge c) => Merging(s, c, context),
            (CaseState.Merged s, Unmerge c) => Accept(new Unmerged(c.Reason, context.Now))
                .With([LetGoBy(s.Into, context), .. Note(s.Ticket.Report, context)]),
            (CaseState.Known s, Join c) => Joining(s, c, context),
            (CaseState.Joined s, Leave c) => Accept(new Left(c.Reason, context.Now)).With(LetGoBy(s.Parent, context)),

            (CaseState.Known s, Dispatch c) => Dispatching(s, c, context),
            (CaseState.Filed or CaseState.ReturnedToDispatcher, Return c) =>
                Accept(new ReturnedToClerk(c.Reason, context.Now)),
            (CaseState.Dispatched s, Return c) => ToDispatcher(s, c.Reason, context),
            (CaseState.Handling, Return c) => Accept(new ReturnedToDepartment(c.Reason, context.Now)),
            (CaseState.AwaitingConfirmation, Return c) => Accept(new ReturnedToHandler(c.Reason, context.Now)),
            (CaseState.Tasked s, Return c) => SendingBack(s, c.Reason, context),

            (_, Assign c) => Accept(new Assigned(c.Handler, c.Note, context.Now)),
            (_, Unassign c) => Accept(new ReturnedToDepartment(c.Reason, context.Now)),
            (_, Handle) => Accept(new HandlingStarted(context.Actor.Id, context.Now)),
            (CaseState.Handling { Work.Assignee: not null }, Feedback c) =>
                Accept(new FeedbackGiven(c.Result, c.SealedResult, context.Now, Proof: c.Proof)),
            (CaseState.Handling s, Feedback c) =>
                Done(s, new FeedbackGiven(c.Result, c.SealedResult, context.Now, GridOf(s, context), c.Proof), context),
            (CaseState.Tasked s, Confirm c) =>
                Done(s, new FeedbackConfirmed(c.Note, context.Now, GridOf(s, context)), context),

            (CaseState.Tasked s, Involve c) => Involving(s, c, context),
            (CaseState.Tasked, Contribute c) => Accept(new PartnerDone(context.Actor.Unit, c.Result, context.Now)),
            (CaseState.Tasked s, Dismiss c) when s.Work.Cooperation?.Of(c.Department) is not { Done: false } =>
                Refuse(CaseRefusals.NoPartner(c.Department)),
            (_, Dismiss c) => Accept(new PartnerDismissed(c.Department, c.Reason, context.Now)),

            (_, AskExtension c) =>
                Accept(new CaseEvent.ExtensionAsked(c.Reason, context.Now, ToReview: context.Actor.Role == Role.Handler)),
            (_, ReviewExtension { Supported: true } c) => Accept(new ExtensionReviewed(c.Note, context.Now)),
            (_, ReviewExtension c) => Accept(new ExtensionRefused(c.Note, context.Now)),
            (CaseState.Tasked s, DecideExtension { Granted: true } c) => Extending(s, c, context),
            (_, DecideExtension c) => Accept(new ExtensionRefused(c.Note, context.Now)),
            (_, AskSuspension c) when !IsAhead(c.Until, context) =>
                Refuse(CaseRefusals.BadUntil(context.City.Cases.SuspensionDaysMax)),
            (_, AskSuspension c) => Accept(new CaseEvent.SuspensionAsked(c.Reason, c.Until, context.Now)),
            (CaseState.Tasked s, DecideSuspension { Granted: true } c) => Suspending(s, c, context),
            (_, DecideSuspension c) => Accept(new SuspensionRefused(c.Note, context.Now)),
            (CaseState.Suspended s, Resume c) =>
                Resuming(s, c.Reason, context).With(new Effect.CancelTimer(SuspensionTimer)),
            (CaseState.Suspended s, EndSuspension) => Resuming(s, null, context),

            (CaseState.Tasked s, Check { Confirmed: true } c) =>
                Accept(new Checked(context.Actor.Id, c.Note, context.Now, c.Proof)).With([.. Released(s, context)]),
            (CaseState.Tasked s, Check c) => SendingBack(s, c.Note, context, c.Proof),
            (CaseState.Known s, Close c) when UnknownStandard(s, c.Standard, context) is { } why => Refuse(why),
            (CaseState.Known s, Close c) =>
                Accept(new Closed(c.Standard, c.Note, context.Now))
                    .With([.. Forget(s, context), .. ChildrenToTell(s, context)]),
            (CaseState.Known s, Contest c) => Contesting(s, c, context),
            (_, Urge c) => Accept(new Urged(c.Note, context.Now)),
            (CaseState.Known, Sense c) when CaseStages.Open.Contains(state.Stage) => Accept(new Sensed(c.Text, context.Now)),
            (_, Transfer c) => Accept(new Transferred(c.Line, c.Department, c.Note, context.Now)),
            (CaseState.Known s, ReturnVisit c) => Visiting(s, c, context),
            (_, Supervise c) => Accept(new SupervisionBegan(context.Actor.Id, c.Reason, context.Now)),
            (_, EndSupervision c) => Accept(new SupervisionEnded(c.Note, context.Now)),

            (CaseState.Known s, Rehome c) => Rehoming(s, c, context),

            (CaseState.Dispatched or CaseState.Handling or CaseState.AwaitingConfirmation, ReportOverdue)
                when !state.Overdue && context.Now >= state.DueAt => Accept(new WentOverdue(context.Now)),
            (CaseState.Known s, CheckAssigned c) when IsWanted(s, c.Kind, c.Round, context) =>
                Accept(new InspectorAssigned(c.Inspector, context.Now)),
            (CaseState.Known s, CheckDeclined c) when IsWanted(s, c.Kind, c.Round, context) =>
                Accept(new InspectorMissing(c.Reason, context.Now)),

            (CaseState.Known s, TakeIn c) when s.Ticket.Links.Has(c.Case.Case) => Accept(),
            (_, TakeIn c) => TakingIn(state, c, context),
            (CaseState.Known { Ticket.Links: var links }, LetGo c)
                when links.Ending is null && links.Has(c.Case) => Accept(new Released(c.Case, context.Now)),
            (CaseState.Merged s, TakeInDeclined c) when c.Round == s.Ticket.Had.LinkRounds =>
                Accept(new MergeDeclined(c.Reason, context.Now)).With(Note(s.Ticket.Report, context)),
            (CaseState.Joined s, TakeInDeclined c) when c.Round == s.Ticket.Had.LinkRounds =>
                Accept(new JoinDeclined(c.Reason, context.Now)),
            (CaseState.Joined s, EndWithParent c) when c.Parent == s.Parent =>
                Accept(new ClosedWithParent(c.Parent, c.Standard, context.Now)).With(Forget(s, context)),
            (CaseState.Known { Ticket.Links: { Ending: not null } links }, TellChildren)
                when links.Told < links.Children.Length => Telling(links, context),

            (_, ReportOverdue or EndSuspension or CheckAssigned or CheckDeclined or Detect or Sense) => Accept(),
            (_, TakeIn or TakeInDeclined or LetGo or EndWithParent or TellChildren) => Accept(),

            _ => throw new UnreachableException($"{state.GetType().Name} met {command.GetType().Name}"),
        };

    /// <summary>
    /// Folds one event. Accepts all history: an event that no longer fits leaves the state as it is; the pairs ignored
    /// on purpose stand in a test.
    /// </summary>
    public static CaseState Evolve(CaseState state, CaseEvent happened) => CaseFolding.Next(state, happened);
}
