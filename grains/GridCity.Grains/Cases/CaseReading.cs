using System.Collections.Immutable;
using System.Diagnostics;

namespace GridCity.Grains.Cases;

/// <summary>Stable names of the stages; stored, shown to programs, never changed.</summary>
public static class CaseStages
{
    public const string Unregistered = "unregistered";
    public const string Registered = "registered";
    public const string Filed = "filed";
    public const string Voided = "voided";
    public const string Dispatched = "dispatched";
    public const string Handling = "handling";
    public const string AwaitingCheck = "awaiting-check";
    public const string Checked = "checked";
    public const string Closed = "closed";

    /// <summary>Every stage, in the order of the workflow.</summary>
    public static ImmutableArray<string> All { get; } =
        [Unregistered, Registered, Filed, Voided, Dispatched, Handling, AwaitingCheck, Checked, Closed];
}

/// <summary>Holders that are a pool of people at one post rather than one code.</summary>
public static class CaseHolders
{
    public const string Clerks = "clerks";
    public const string Dispatchers = "dispatchers";
    public const string Inspectors = "inspectors";

    /// <summary>The case has ended, or has not begun.</summary>
    public const string Nobody = "";
}

/// <summary>Reads the stage and the holder off a state.</summary>
internal static class CaseReading
{
    public static string Stage(CaseState state) => state switch
    {
        CaseState.Unregistered => CaseStages.Unregistered,
        CaseState.Registered => CaseStages.Registered,
        CaseState.Filed => CaseStages.Filed,
        CaseState.Voided => CaseStages.Voided,
        CaseState.Dispatched => CaseStages.Dispatched,
        CaseState.Handling => CaseStages.Handling,
        CaseState.AwaitingCheck => CaseStages.AwaitingCheck,
        CaseState.Checked => CaseStages.Checked,
        CaseState.Closed => CaseStages.Closed,
        _ => throw new UnreachableException(state.GetType().Name),
    };

    public static string Holder(CaseState state) => state switch
    {
        CaseState.Registered or CaseState.Checked => CaseHolders.Clerks,
        CaseState.Filed => CaseHolders.Dispatchers,
        CaseState.Dispatched s => s.Work.Department,
        CaseState.Handling s => s.Work.Department,
        CaseState.AwaitingCheck s => s.Inspector ?? CaseHolders.Inspectors,
        CaseState.Unregistered or CaseState.Voided or CaseState.Closed => CaseHolders.Nobody,
        _ => throw new UnreachableException(state.GetType().Name),
    };
}
