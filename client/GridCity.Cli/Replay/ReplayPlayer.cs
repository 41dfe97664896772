using Google.Protobuf.WellKnownTypes;
using GridCity.Protos.Hotline.V1;
using GridCity.Protos.Type.V1;
using GridCity.Rpc;

namespace GridCity.Cli.Replay;

/// <summary>Plays one record: from the call to closing, or to where else the draw leads it.</summary>
internal sealed class ReplayPlayer(ReplayScene scene)
{
    private readonly ReplayBook _book = scene.Book;

    public async Task PlayAsync(ReplayRecord record, CancellationToken cancellation)
    {
        try
        {
            if (scene.Crew.Handler(record.Department) is null)
                throw new ReplayException($"the city has no department '{record.Department}'");
            await PlayAsync(new ReplayHand(record, scene, cancellation));
        }
        catch (RpcException error) when (error.Code != StatusCode.Cancelled)
        {
            _book.Refused(record.Line, $"{error.Code}: {FieldOrCode(error)}", error.Message);
        }
        catch (ReplayException error)
        {
            _book.Refused(record.Line, error.Message, error.Message);
        }
    }

    /// <summary>Registers a record alone.</summary>
    /// <returns>Id of its case; null when it cannot be played.</returns>
    public async Task<string?> RegisterAsync(ReplayRecord record, CancellationToken cancellation)
    {
        if (scene.Crew.Handler(record.Department) is null) return null;
        try
        {
            return (await RegisterAsync(new ReplayHand(record, scene, cancellation), "register", record.Id)).Reply.CaseId;
        }
        catch (RpcException error) when (error.Code == StatusCode.InvalidArgument)
        {
            return null;
        }
    }

    private async Task PlayAsync(ReplayHand hand)
    {
        var record = hand.Record;
        var (walk, registered) = await RegisterAsync(hand, "register", record.Id);
        if (await walk.VoidedAsync())
        {
            hand.Done(record.Id, Stage.Voided);
            return;
        }

        await walk.FileAsync();
        if (scene.Mischief.Duplicate(record)) await DuplicateAsync(hand, registered.CaseId);
        hand.Done(record.Id, await walk.FinishAsync());
    }

    private async Task DuplicateAsync(ReplayHand hand, string first)
    {
        var key = $"{hand.Record.Id} again";
        var (walk, _) = await RegisterAsync(hand, "register again", key);
        _book.Ended(key, await walk.MergeAsync(first), isLate: false);
    }

    private async Task<(ReplayWalk Walk, RegisterReply Reply)> RegisterAsync(ReplayHand hand, string act, string key)
    {
        var record = hand.Record;
        var reply = await hand.DoAsync(
            null, act, ReplayEvents.Registered, (id, stop) => scene.Crew.Agent.Hotline.RegisterAsync(Report(record, id), stop));
        var story = _book.Registered(key, record, reply.CaseId);
        return (new(hand, story, reply), reply);
    }

    private static RegisterRequest Report(ReplayRecord record, string commandId)
    {
        var request = new RegisterRequest
        {
            CommandId = commandId,
            Category = record.Category,
            Address = record.Address,
            Description = record.Description,
            Source = record.Source,
            OccurredAt = record.Opened.ToTimestamp(),
        };
        if (record.Place is var (latitude, longitude)) request.Place = new() { Latitude = latitude, Longitude = longitude };
        return request;
    }

    private static string FieldOrCode(RpcException error) =>
        error.TryGetDetail<Google.Rpc.BadRequest>(out var bad) && bad.FieldViolations.Count > 0
            ? bad.FieldViolations[0].Field
            : error.Message.Split('\n')[0];
}
