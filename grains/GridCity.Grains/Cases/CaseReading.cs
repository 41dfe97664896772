using System.Collections.Immutable;
using System.Diagnostics;

namespace GridCity.Grains.Cases;

/// <summary>Stable names of the stages; stored, shown to programs, never changed.</summary>
public static class CaseStages
{
    public const string Unregistered = "unregistered";
    public const string Recognised = "recognised";
    public const string Registered = "registered";
    public const string Verifying = "verifying";
    public const string ReturnedToClerk = "returned-to-clerk";
    public const string Filed = "filed";
    public const string ReturnedToDispatcher = "returned-to-dispatcher";
    public const string Dispatched = "dispatched";
    public const string Handling = "handling";
    public const string AwaitingConfirmation = "awaiting-confirmation";
    public const string Suspended = "suspended";
    public const string AwaitingCheck = "awaiting-check";
    public const string Checked = "checked";
    public const string AwaitingAudit = "awaiting-audit";
    public const string Closed = "closed";
    public const string Answered = "answered";
    public const string Voided = "voided";
    public const string Merged = "merged";
    public const string Joined = "joined";

    /// <summary>Every stage, in the order of the workflow.</summary>
    public static ImmutableArray<string> All { get; } =
    [
        Unregistered, Recognised, Registered, Verifying, ReturnedToClerk, Filed, ReturnedToDispatcher, Dispatched,
        Handling, AwaitingConfirmation, Suspended, AwaitingCheck, Checked, AwaitingAudit, Joined, Closed, Answered,
        Voided, Merged,
    ];

    /// <summary>The stages of a case that has not ended.</summary>
    public static ImmutableArray<string> Open { get; } =
        [.. All.Where(stage => stage is not (Unregistered or Closed or Answered or Voided or Merged))];
}

/// <summary>Holders that are a pool of people at one post rather than one code.</summary>
public static class CaseHolders
{
    public const string Clerks = "clerks";
    public const string Dispatchers = "dispatchers";
    public const string Inspectors = "inspectors";

    /// <summary>Whoever holds the case that this one is part of.</summary>
    public const string Parent = "parent";

    /// <summary>The case has ended, or has not begun.</summary>
    public const string Nobody = "";
}

/// <summary>Reads the stage and the holder off a state.</summary>
internal static class CaseReading
{
    public static string Stage(CaseState state) => state switch
    {
        CaseState.Unregistered => CaseStages.Unregistered,
        CaseState.Recognised => CaseStages.Recognised,
        CaseState.Registered => CaseStages.Registered,
        CaseState.Verifying => CaseStages.Verifying,
        CaseState.ReturnedToClerk => CaseStages.ReturnedToClerk,
        CaseState.Filed => CaseStages.Filed,
        CaseState.ReturnedToDispatcher => CaseStages.ReturnedToDispatcher,
        CaseState.Dispatched => CaseStages.Dispatched,
        CaseState.Handling => CaseStages.Handling,
        CaseState.AwaitingConfirmation => CaseStages.AwaitingConfirmation,
        CaseState.Suspended => CaseStages.Suspended,
        CaseState.AwaitingCheck => CaseStages.AwaitingCheck,
        CaseState.Checked => CaseStages.Checked,
        CaseState.AwaitingAudit => CaseStages.AwaitingAudit,
        CaseState.Closed => CaseStages.Closed,
        CaseState.Answered => CaseStages.Answered,
        CaseState.Voided => CaseStages.Voided,
        CaseState.Merged => CaseStages.Merged,
        CaseState.Joined => CaseStages.Joined,
        _ => throw new UnreachableException(state.GetType().Name),
    };

    public static string Holder(CaseState state) => state switch
    {
        CaseState.Recognised or CaseState.Registered or CaseState.ReturnedToClerk => CaseHolders.Clerks,
        CaseState.Checked or CaseState.AwaitingAudit => CaseHolders.Clerks,
        CaseState.Filed or CaseState.ReturnedToDispatcher => CaseHolders.Dispatchers,
        CaseState.Verifying s => s.Inspector ?? CaseHolders.Inspectors,
        CaseState.AwaitingCheck s => s.Inspector ?? CaseHolders.Inspectors,
        CaseState.Tasked s => s.Work.Department,
        CaseState.Joined => CaseHolders.Parent,
        CaseState.Unregistered or CaseState.Closed or CaseState.Answered => CaseHolders.Nobody,
        CaseState.Voided or CaseState.Merged => CaseHolders.Nobody,
        _ => throw new UnreachableException(state.GetType().Name),
    };

    public static Work? Work(CaseState state) => state switch
    {
        CaseState.Tasked s => s.Work,
        CaseState.Closed s => s.Work,
        _ => null,
    };

    public static bool Concerns(CaseState.Known state, string department) =>
        Concerns(Work(state), department) || Concerns(state.Ticket.Had.Former, department);

    private static bool Concerns(Work? work, string department) =>
        work is not null && (work.Department == department || work.Cooperation?.Of(department) is not null);

    public static bool Overdue(CaseState state) =>
        Work(state) is { Overdue: true } || state is CaseState.Known { Ticket.Incidents.Former.Overdue: true };
}
