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
        On<Register>(        [Unregistered],            [Agent, Inspector, Administrator]),
        On<CaseCommand.File>([Registered],              [Clerk]),
        On<CaseCommand.Void>([Registered],              [Clerk]),
        On<Dispatch>(        [Filed],                   [Dispatcher], CategoryKnown),
        On<Handle>(          [Dispatched],              [Handler],    OwnDepartment),
        On<Feedback>(        [CaseStages.Handling],     [Handler],    OwnDepartment),
        On<Check>(           [AwaitingCheck],           [Inspector]),
        On<Close>(           [Checked],                 [Clerk],      NotTheDispatcher),

        // Mail and timers may come too late for any stage, and are then accepted without an event.
        On<ReportOverdue>(   All,                       [Grain]),
        On<CheckAssigned>(   All,                       [Grain]),
        On<CheckDeclined>(   All,                       [Grain]),
    ];

    private static readonly FrozenDictionary<Type, ImmutableArray<CaseRule>> ByCommand =
        Table.GroupBy(rule => rule.Command).ToFrozenDictionary(rules => rules.Key, rules => rules.ToImmutableArray());

    /// <summary>Every act that the actor's post may ever do on a case that is there, and why not now. Pure.</summary>
    public static ImmutableArray<CaseOption> Options(CaseState state, DecisionContext context) =>
    [
        .. ByCommand.Values
            .Where(rules => rules.Any(rule => rule.Roles.Contains(context.Actor.Role) && rule.Stages[0] != Unregistered))
            .Select(rules => new CaseOption(rules[0].Act, Hindrance(rules, state, context)))
            .OrderBy(option => option.Act, StringComparer.Ordinal),
    ];

    /// <summary>Why a command is not to be decided at all: wrong post, malformed, wrong stage, a condition.</summary>
    internal static Refusal? Refusal(CaseState state, CaseCommand command, DecisionContext context)
    {
        var rules = ByCommand[command.GetType()];
        return !IsFor(rules, context.Actor.Role) ? CaseRefusals.NotYourPost(rules[0].Act, context.Actor.Role)
            : CaseAdmission.Malformed(command, context.City) ?? Hindrance(rules, state, context);
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
