using Google.Protobuf.WellKnownTypes;
using GridCity.Client;
using GridCity.Protos.Hotline.V1;
using GridCity.Protos.Type.V1;

namespace GridCity.Cli.Replay;

/// <summary>The way of one case after its registration, each act by the one whose post it is.</summary>
internal sealed class ReplayWalk(ReplayHand hand, ReplayStory story, RegisterReply registered)
{
    private readonly ReplayRecord _record = hand.Record;
    private readonly ReplayMischief _mischief = hand.Scene.Mischief;
    private readonly ReplayCrew _crew = hand.Scene.Crew;
    private readonly string _standard = hand.Scene.Standards.Of(hand.Record.Category);
    private bool _isDispatched;

    private string Id => registered.CaseId;

    private DeskClient Clerk => _crew.Clerk.Desk;

    private DeskClient Dispatcher => _crew.Dispatcher.Desk;

    /// <returns>True when it was found to be no case; then it has ended.</returns>
    public async Task<bool> VoidedAsync()
    {
        if (!_mischief.Void(_record)) return false;
        await DoAsync("void", ReplayEvents.Voided, (id, stop) => Clerk.VoidAsync(new() { CommandId = id, CaseId = Id, Reason = "nothing there" }, stop));
        return true;
    }

    /// <summary>In some cities an automatic rule dispatches it in the same breath.</summary>
    public async Task FileAsync()
    {
        var stage = await DoAsync(
            "file", ReplayEvents.Filed, (id, stop) => Clerk.FileAsync(new() { CommandId = id, CaseId = Id, Standard = _standard }, stop));
        _isDispatched = stage == Stage.Dispatched;
        if (!_isDispatched) return;
        story.Ask(ReplayEvents.Dispatched);
        story.Acknowledge(ReplayEvents.Dispatched);
    }

    /// <summary>Into another case, which goes on for both.</summary>
    public async Task<Stage> MergeAsync(string into)
    {
        var stage = await DoAsync("merge again", ReplayEvents.Merged, (id, stop) => Clerk.MergeAsync(
            new() { CommandId = id, CaseId = Id, Into = into, Reason = "the same" }, stop));
        await hand.AwaitAsync(into, "case.taken-in.v1");
        return stage;
    }

    /// <summary>From filing to closing.</summary>
    public async Task<Stage> FinishAsync()
    {
        if (!_isDispatched) await DispatchAsync();
        if (_mischief.Extension(_record)) await ExtendAsync();
        if (_mischief.Suspension(_record)) await SuspendAsync();
        await WorkAsync("");
        if (_mischief.FailedCheck(_record))
        {
            await CheckAsync("check failed", ReplayEvents.Reworked, passed: false);
            await WorkAsync(" again");
        }

        await CheckAsync("check", ReplayEvents.Checked, passed: true);
        return _mischief.Contested(_record) ? await ContestAsync() : await CloseAsync("close");
    }

    private async Task DispatchAsync()
    {
        if (_mischief.WrongDepartment(_record) && _crew.Other(_record.Department) is { } wrong)
        {
            await DispatchAsync("dispatch wrongly", wrong);
            await DoAsync("return", ReplayEvents.Returned, (id, stop) => _crew.Handler(wrong)!.Desk.ReturnAsync(
                new() { CommandId = id, CaseId = Id, Reason = "not ours" }, stop));
        }

        await DispatchAsync("dispatch", _record.Department);
    }

    private Task DispatchAsync(string act, string department) => DoAsync(act, ReplayEvents.Dispatched, (id, stop) =>
        Dispatcher.DispatchAsync(new() { CommandId = id, CaseId = Id, Department = department }, stop));

    private async Task ExtendAsync()
    {
        await DoAsync("ask extension", ReplayEvents.ExtensionAsked, (id, stop) => Department.AskExtensionAsync(
            new() { CommandId = id, CaseId = Id, Reason = "rain" }, stop));
        await DoAsync("grant extension", ReplayEvents.ExtensionGranted, (id, stop) => Dispatcher.DecideExtensionAsync(
            new() { CommandId = id, CaseId = Id, Granted = true, Note = "granted" }, stop));
    }

    private async Task SuspendAsync()
    {
        await DoAsync("ask suspension", ReplayEvents.SuspensionAsked, (id, stop) => Department.AskSuspensionAsync(
            new() { CommandId = id, CaseId = Id, Reason = "frost", Until = hand.Scene.SuspendedUntil.ToTimestamp() }, stop));
        await DoAsync("grant suspension", ReplayEvents.Suspended, (id, stop) => Dispatcher.DecideSuspensionAsync(
            new() { CommandId = id, CaseId = Id, Granted = true, Note = "granted" }, stop));
        await DoAsync("resume", ReplayEvents.Resumed, (id, stop) => Dispatcher.ResumeAsync(
            new() { CommandId = id, CaseId = Id, Reason = "mild" }, stop));
    }

    private DeskClient Department => _crew.Department(_record.Department)!.Desk;

    private async Task WorkAsync(string time)
    {
        var handler = _crew.Handler(_record.Department)!.Desk;
        await DoAsync($"handle{time}", ReplayEvents.HandlingStarted, (id, stop) => handler.HandleAsync(new() { CommandId = id, CaseId = Id }, stop));
        await DoAsync($"feedback{time}", ReplayEvents.FeedbackGiven, (id, stop) => handler.FeedbackAsync(
            new() { CommandId = id, CaseId = Id, Result = _record.Result }, stop));
    }

    private Task CheckAsync(string act, string happening, bool passed) => DoAsync(act, happening, (id, stop) =>
        hand.Inspector.CheckAsync(new() { CommandId = id, CaseId = Id, Passed = passed, Note = passed ? "" : "still there" }, stop));

    private async Task<Stage> ContestAsync()
    {
        await CloseAsync("close");
        await DoAsync("contest", ReplayEvents.Contested, (id, stop) => _crew.Agent.Hotline.ContestAsync(
            new() { CommandId = id, Number = registered.Number, FollowCode = registered.FollowCode, Reason = "still so" }, stop));
        await CheckAsync("check contested", ReplayEvents.Checked, passed: true);
        return await CloseAsync("close contested");
    }

    private Task<Stage> CloseAsync(string act) => DoAsync(act, ReplayEvents.Closed, (id, stop) =>
        Clerk.CloseAsync(new() { CommandId = id, CaseId = Id, Standard = _standard }, stop));

    private async Task<Stage> DoAsync(string act, string happening, Func<string, CancellationToken, Task<CommandReply>> call) =>
        (await hand.DoAsync(story, act, happening, call)).Stage;
}
