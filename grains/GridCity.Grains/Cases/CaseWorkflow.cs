using System.Collections.Frozen;
using System.Collections.Immutable;
using static GridCity.Grains.Cases.CaseCommand;
using static GridCity.Grains.Cases.CaseConditions;
using static GridCity.Grains.Cases.CaseStages;
using static GridCity.Grains.Role;

namespace GridCity.Grains.Cases;

/// <summary>
/// Who may do what in which state. The decider asks this table before anything else, edges ask it what is open to a
/// person, and a test walks every stage, act and post against it.
/// </summary>
public static class CaseWorkflow
{
    public static ImmutableArray<CaseRule> Table { get; } =
    [
        // Supervision: collect, verify, file.
        On<Register>(        [Unregistered],                  [Agent, Inspector, OtherSystem, Administrator]),
        On<SelfHandle>(      [Unregistered],                  [Inspector]),
        On<Recognise>(       [Unregistered],                  [OtherSystem]),
        On<JudgeRecognition>([Recognised],                    [Clerk]),
        On<Answer>(          [Registered],                    [Agent, Clerk], Childless),
        On<WantVerify>(      [Registered, ReturnedToClerk],   [Clerk]),
        On<Verify>(          [Verifying],                     [Inspector]),
        On<CaseCommand.File>([Registered, ReturnedToClerk],   [Clerk], CategoryKnown, FoundOnSite),
        On<CaseCommand.Void>([Registered, ReturnedToClerk],   [Clerk], Childless),
        On<Merge>(           [Registered, ReturnedToClerk],   [Clerk], Unlinked),
        On<Merge>(           [Filed],                         [Dispatcher], Unlinked),
        On<Unmerge>(         [Merged],                        [Clerk]),
        On<Join>(            [Registered, ReturnedToClerk],   [Clerk], Unlinked),
        On<Join>(            [Filed],                         [Dispatcher], Unlinked),
        On<Leave>(           [Joined],                        [Clerk, Dispatcher]),
        On<Audit>(           [AwaitingAudit],                 [Clerk, Supervisor]),

        // Command: dispatch, and decide on what departments ask for.
        On<Dispatch>(        [Filed, ReturnedToDispatcher],   [Dispatcher], CategoryKnown, StandardKnown),
        On<Dispatch>(        [Dispatched],                    [Dispatcher], CategoryKnown, StandardKnown, NobodyAssigned),
        On<Return>(          [Filed, ReturnedToDispatcher],   [Dispatcher]),
        On<Return>(          [AwaitingCheck],                 [Dispatcher]),
        On<DecideExtension>( [Dispatched, Handling],          [Dispatcher], ExtensionAsked),
        On<DecideSuspension>([Dispatched, Handling],          [Dispatcher], SuspensionAsked),
        On<Resume>(          [Suspended],                     [Dispatcher]),
        On<Involve>(         [Dispatched, Handling],          [Dispatcher]),
        On<Dismiss>(         [Dispatched, Handling],          [Dispatcher], SomePartnerAtWork),

        // Departments: assign, handle, confirm.
        On<Assign>(          [Dispatched],                    [Department],          OwnDepartment, NobodyAssigned),
        On<Unassign>(        [Dispatched, Handling],          [Department],          OwnDepartment, SomebodyAssigned),
        On<Handle>(          [Dispatched],                    [Handler],             OwnDepartment, AssigneeOrNone),
        On<Feedback>(        [Handling],                      [Handler],
            OwnDepartment, HandlerAtWork, PartnersDone),
        On<Involve>(         [Dispatched, Handling],          [Department],          OwnDepartment),
        On<Contribute>(      [Dispatched, Handling],          [Department, Handler], PartnerAtWork),
        On<Confirm>(         [AwaitingConfirmation],          [Department],          OwnDepartment),
        On<Return>(          [Dispatched],                    [Department, Handler], OwnDepartment, NobodyAssigned),
        On<Return>(          [Handling],                      [Handler],             OwnDepartment, HandlerAtWork),
        On<Return>(          [AwaitingConfirmation],          [Department],          OwnDepartment),
        On<AskExtension>(    [Dispatched, Handling],          [Department, Handler],
            OwnDepartment, InTime, NothingAsked, ExtensionsLeft),
        On<ReviewExtension>( [Dispatched, Handling],          [Department],          OwnDepartment, ExtensionToReview),
        On<AskSuspension>(   [Dispatched, Handling],          [Department, Handler],
            OwnDepartment, InTime, NothingAsked, NeverSuspended),

        // Supervision: check, close, press.
        On<Check>(           [AwaitingCheck],                 [Inspector]),
        On<Return>(          [Checked],                       [Clerk]),
        On<Close>(           [Checked],                       [Clerk], NotADispatcher),
        On<Contest>(         [Closed, Answered, Voided],      [Agent], StillContestable),
        On<Transfer>(        Open,                            [Agent]),
        On<ReturnVisit>(     [Closed, Answered, Voided],      [Agent]),
        On<Urge>(            Open,                            [Agent, Clerk, Dispatcher, Supervisor]),
        On<Supervise>(       Open,                            [Supervisor], NotSupervised),
        On<EndSupervision>(  Open,                            [Supervisor], IsSupervised),

        // The city is divided anew while cases are open.
        On<Rehome>(          Open,                            [Administrator]),

        // Mail and timers may come too late for any stage, and are then accepted without an event.
        On<ReportOverdue>(   All,                             [Grain]),
        On<EndSuspension>(   All,                             [Grain]),
        On<TellChildren>(    All,                             [Grain]),
        On<TakeIn>(          All,                             [Grain]),
        On<TakeInDeclined>(  All,                             [Grain]),
        On<LetGo>(           All,                          [Grain]),
        On<EndWithParent>(   All,                             [Grain]),
        On<Detect>(          All,                             [Grain]),
        On<Sense>(           All,                             [Grain]),
        On<CheckAssigned>(   All,                             [Grain]),
        On<CheckDeclined>(   All,                             [Grain]),
    ];

    private static readonly FrozenDictionary<Type, ImmutableArray<CaseRule>> ByCommand =
        Table.GroupBy(rule => rule.Command).ToFrozenDictionary(rules => rules.Key, rules => rules.ToImmutableArray());

    /// <summary>Every act that the actor's post may ever do on a case that is there, and why not now. Pure.</summary>
    public static ImmutableArray<CaseOption> Options(CaseState state, DecisionContext context) =>
    [
        .. ByCommand.Values
            .Where(rules => rules[0].Stages[0] != Unregistered && IsFor(rules, context.Actor.Role))
            .Select(rules => new CaseOption(rules[0].Act, Hindrance(rules, state, context)))
            .OrderBy(option => option.Act, StringComparer.Ordinal),
    ];

    /// <summary>Why a command is not to be decided at all: wrong post, malformed, wrong stage, a condition.</summary>
    internal static Refusal? Refusal(CaseState state, CaseCommand command, DecisionContext context)
    {
        var rules = ByCommand[command.GetType()];
        return !IsFor(rules, context.Actor.Role) ? CaseRefusals.NotYourPost(rules[0].Act, context.Actor.Role)
            : CaseAdmission.Malformed(command, context.City) ?? Proof.Refusal(command, context)
                ?? Hindrance(rules, state, context);
    }

    private static Refusal? Hindrance(ImmutableArray<CaseRule> rules, CaseState state, DecisionContext context)
    {
        var stage = state.Stage;
        foreach (var rule in rules)
        {
            if (rule.Roles.Contains(context.Actor.Role) && rule.Stages.Contains(stage))
                return rule.Hindrance(state, context);
        }

        return state is CaseState.Known known ? CaseRefusals.NotInStage(known, rules[0].Act) : CaseRefusals.Unknown;
    }

    private static bool IsFor(ImmutableArray<CaseRule> rules, Role role)
    {
        foreach (var rule in rules)
        {
            if (rule.Roles.Contains(role)) return true;
        }

        return false;
    }

    private static CaseRule On<TCommand>(
        ImmutableArray<string> stages, ImmutableArray<Role> roles, params ImmutableArray<CaseCondition> conditions)
        where TCommand : CaseCommand =>
        new(typeof(TCommand), stages, roles, conditions);
}
