using GridCity.Grains.Cases;

namespace GridCity.Runtime.Simulation.Checkers;

/// <summary>Only legal paths: versions without a gap, and no step of a case that its workflow does not know.</summary>
internal sealed class PathChecker : IChecker
{
    /// <summary>The workflow said once more: stage, event, stage.</summary>
    private static readonly HashSet<(string, string, string)> Steps =
    [
        (CaseStages.Unregistered, "case.registered.v1", CaseStages.Registered),
        (CaseStages.Unregistered, "case.recognised.v1", CaseStages.Recognised),
        (CaseStages.Recognised, "case.recognition-confirmed.v1", CaseStages.Registered),
        (CaseStages.Recognised, "case.recognition-rejected.v1", CaseStages.Voided),
        (CaseStages.Registered, "case.merged.v1", CaseStages.Merged),
        (CaseStages.ReturnedToClerk, "case.merged.v1", CaseStages.Merged),
        (CaseStages.Filed, "case.merged.v1", CaseStages.Merged),
        (CaseStages.Merged, "case.merge-declined.v1", CaseStages.Registered),
        (CaseStages.Merged, "case.unmerged.v1", CaseStages.Registered),
        (CaseStages.Registered, "case.joined.v1", CaseStages.Joined),
        (CaseStages.ReturnedToClerk, "case.joined.v1", CaseStages.Joined),
        (CaseStages.Filed, "case.joined.v1", CaseStages.Joined),
        (CaseStages.Joined, "case.join-declined.v1", CaseStages.Registered),
        (CaseStages.Joined, "case.left.v1", CaseStages.Registered),
        (CaseStages.Joined, "case.closed-with-parent.v1", CaseStages.Closed),
        (CaseStages.Registered, "case.answered.v1", CaseStages.Answered),
        (CaseStages.Registered, "case.verify-wanted.v1", CaseStages.Verifying),
        (CaseStages.Verifying, "case.inspector-assigned.v1", CaseStages.Verifying),
        (CaseStages.Verifying, "case.inspector-missing.v1", CaseStages.Verifying),
        (CaseStages.Verifying, "case.verified.v1", CaseStages.Registered),
        (CaseStages.Registered, "case.filed.v1", CaseStages.Filed),
        (CaseStages.Registered, "case.voided.v1", CaseStages.Voided),
        (CaseStages.Unregistered, "case.self-handled.v1", CaseStages.AwaitingAudit),
        (CaseStages.AwaitingAudit, "case.audit-passed.v1", CaseStages.Closed),
        (CaseStages.AwaitingAudit, "case.audit-failed.v1", CaseStages.Registered),
        (CaseStages.Filed, "case.returned-to-clerk.v1", CaseStages.ReturnedToClerk),
        (CaseStages.ReturnedToDispatcher, "case.returned-to-clerk.v1", CaseStages.ReturnedToClerk),
        (CaseStages.ReturnedToClerk, "case.verify-wanted.v1", CaseStages.Verifying),
        (CaseStages.ReturnedToClerk, "case.filed.v1", CaseStages.Filed),
        (CaseStages.ReturnedToClerk, "case.voided.v1", CaseStages.Voided),
        (CaseStages.Filed, "case.dispatched.v1", CaseStages.Dispatched),
        (CaseStages.ReturnedToDispatcher, "case.dispatched.v1", CaseStages.Dispatched),
        (CaseStages.Dispatched, "case.returned-to-dispatcher.v1", CaseStages.ReturnedToDispatcher),
        (CaseStages.Dispatched, "case.assigned.v1", CaseStages.Dispatched),
        (CaseStages.Dispatched, "case.returned-to-department.v1", CaseStages.Dispatched),
        (CaseStages.Handling, "case.returned-to-department.v1", CaseStages.Dispatched),
        (CaseStages.Dispatched, "case.handling-started.v1", CaseStages.Handling),
        (CaseStages.Dispatched, "case.overdue.v1", CaseStages.Dispatched),
        (CaseStages.Handling, "case.overdue.v1", CaseStages.Handling),
        (CaseStages.AwaitingConfirmation, "case.overdue.v1", CaseStages.AwaitingConfirmation),
        (CaseStages.Handling, "case.feedback-given.v1", CaseStages.AwaitingCheck),
        (CaseStages.Handling, "case.feedback-given.v1", CaseStages.AwaitingConfirmation),
        (CaseStages.AwaitingConfirmation, "case.returned-to-handler.v1", CaseStages.Handling),
        (CaseStages.AwaitingConfirmation, "case.feedback-confirmed.v1", CaseStages.AwaitingCheck),
        (CaseStages.Dispatched, "case.partner-involved.v1", CaseStages.Dispatched),
        (CaseStages.Dispatched, "case.partner-done.v1", CaseStages.Dispatched),
        (CaseStages.Dispatched, "case.partner-dismissed.v1", CaseStages.Dispatched),
        (CaseStages.Handling, "case.partner-involved.v1", CaseStages.Handling),
        (CaseStages.Handling, "case.partner-done.v1", CaseStages.Handling),
        (CaseStages.Handling, "case.partner-dismissed.v1", CaseStages.Handling),
        (CaseStages.Dispatched, "case.extension-asked.v1", CaseStages.Dispatched),
        (CaseStages.Dispatched, "case.extension-reviewed.v1", CaseStages.Dispatched),
        (CaseStages.Dispatched, "case.extension-granted.v1", CaseStages.Dispatched),
        (CaseStages.Dispatched, "case.extension-refused.v1", CaseStages.Dispatched),
        (CaseStages.Handling, "case.extension-asked.v1", CaseStages.Handling),
        (CaseStages.Handling, "case.extension-reviewed.v1", CaseStages.Handling),
        (CaseStages.Handling, "case.extension-granted.v1", CaseStages.Handling),
        (CaseStages.Handling, "case.extension-refused.v1", CaseStages.Handling),
        (CaseStages.Dispatched, "case.suspension-asked.v1", CaseStages.Dispatched),
        (CaseStages.Dispatched, "case.suspension-refused.v1", CaseStages.Dispatched),
        (CaseStages.Dispatched, "case.suspended.v1", CaseStages.Suspended),
        (CaseStages.Handling, "case.suspension-asked.v1", CaseStages.Handling),
        (CaseStages.Handling, "case.suspension-refused.v1", CaseStages.Handling),
        (CaseStages.Handling, "case.suspended.v1", CaseStages.Suspended),
        (CaseStages.Suspended, "case.resumed.v1", CaseStages.Dispatched),
        (CaseStages.Suspended, "case.resumed.v1", CaseStages.Handling),
        (CaseStages.AwaitingCheck, "case.inspector-assigned.v1", CaseStages.AwaitingCheck),
        (CaseStages.AwaitingCheck, "case.inspector-missing.v1", CaseStages.AwaitingCheck),
        (CaseStages.AwaitingCheck, "case.checked.v1", CaseStages.Checked),
        (CaseStages.AwaitingCheck, "case.reworked.v1", CaseStages.Dispatched),
        (CaseStages.Checked, "case.reworked.v1", CaseStages.Dispatched),
        (CaseStages.Checked, "case.closed.v1", CaseStages.Closed),
        (CaseStages.Closed, "case.contested.v1", CaseStages.AwaitingCheck),
        (CaseStages.Closed, "case.contested.v1", CaseStages.ReturnedToClerk),
        (CaseStages.Answered, "case.contested.v1", CaseStages.ReturnedToClerk),
        (CaseStages.Voided, "case.contested.v1", CaseStages.ReturnedToClerk),
    ];

    /// <summary>Marks on a case, at any time while it is open.</summary>
    private static readonly HashSet<string> Marks =
        ["case.urged.v1", "case.rehomed.v1", "case.supervision-began.v1", "case.supervision-ended.v1", "case.taken-in.v1"];

    /// <summary>What other cases bring about, whatever this one does meanwhile; none moves it to another stage.</summary>
    private static readonly HashSet<string> Late =
        ["case.take-in-refused.v1", "case.released.v1", "case.children-told.v1"];

    public string Name => "paths";

    public IEnumerable<string> Check(Evidence evidence) => evidence.Grains.SelectMany(Check);

    private static IEnumerable<string> Check(FoldedGrain grain) => [.. Gaps(grain), .. Illegal(grain), .. Repeated(grain)];

    private static IEnumerable<string> Gaps(FoldedGrain grain) => grain.Journal
        .Where((happened, index) => happened.Version != index + 1)
        .Select(happened => $"{grain.Id} has version {happened.Version} out of its turn ({happened.Name})");

    private static IEnumerable<string> Illegal(FoldedGrain grain)
    {
        for (var i = 0; i < grain.Events.Length; i++)
        {
            if (grain.States[i] is not CaseState before || grain.States[i + 1] is not CaseState after) yield break;
            var name = grain.Journal[i].Name;
            if (Late.Contains(name) && before.Stage == after.Stage) continue;
            if (Marks.Contains(name) && before.Stage == after.Stage && CaseStages.Open.Contains(before.Stage)) continue;
            if (!Steps.Contains((before.Stage, name, after.Stage)))
                yield return $"{grain.Id} went from {before.Stage} by {name} to {after.Stage} at version {i + 1}";
        }
    }

    private static IEnumerable<string> Repeated(FoldedGrain grain) =>
        grain.Journal.Count(happened => happened.Name == "case.overdue.v1") > 1 ? [$"{grain.Id} went overdue twice"] : [];
}
