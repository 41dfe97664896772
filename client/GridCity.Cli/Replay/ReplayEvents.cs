namespace GridCity.Cli.Replay;

/// <summary>The events of a case's history that a replay keeps count of: each follows from one act.</summary>
internal static class ReplayEvents
{
    public const string Registered = "case.registered.v1";
    public const string Filed = "case.filed.v1";
    public const string Voided = "case.voided.v1";
    public const string Merged = "case.merged.v1";
    public const string Dispatched = "case.dispatched.v1";
    public const string Returned = "case.returned-to-dispatcher.v1";
    public const string ExtensionAsked = "case.extension-asked.v1";
    public const string ExtensionGranted = "case.extension-granted.v1";
    public const string SuspensionAsked = "case.suspension-asked.v1";
    public const string Suspended = "case.suspended.v1";
    public const string Resumed = "case.resumed.v1";
    public const string HandlingStarted = "case.handling-started.v1";
    public const string FeedbackGiven = "case.feedback-given.v1";
    public const string Reworked = "case.reworked.v1";
    public const string Checked = "case.checked.v1";
    public const string Closed = "case.closed.v1";
    public const string Contested = "case.contested.v1";

    public static readonly string[] All =
    [
        Registered, Filed, Voided, Merged, Dispatched, Returned, ExtensionAsked, ExtensionGranted, SuspensionAsked, Suspended,
        Resumed, HandlingStarted, FeedbackGiven, Reworked, Checked, Closed, Contested,
    ];
}
