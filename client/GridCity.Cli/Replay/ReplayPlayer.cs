using Google.Protobuf.WellKnownTypes;
using GridCity.Protos.Hotline.V1;
using GridCity.Protos.Type.V1;
using GridCity.Rpc;

namespace GridCity.Cli.Replay;

/// <summary>Plays one record: from the call to closing, or to where else the draw leads it.</summary>
/// <param name="suspendedUntil">See <see cref="ReplayWalk"/>.</param>
internal sealed class ReplayPlayer(
    ReplayCrew crew, ReplayIds ids, ReplayMischief mischief, ReplayBook book, ReplayStandards standards, DateTimeOffset suspendedUntil)
{
    public async Task PlayAsync(ReplayRecord record, CancellationToken cancellation)
    {
        try
        {
            if (crew.Handler(record.Department) is null) throw new ReplayException($"the city has no department '{record.Department}'");
            await PlayAsync(new ReplayHand(record, crew, ids, mischief, book, cancellation));
        }
        catch (RpcException error) when (error.Code != StatusCode.Cancelled)
        {
            book.Refused(record.Line, $"{error.Code}: {FieldOrCode(error)}", error.Message);
        }
        catch (ReplayException error)
        {
            book.Refused(record.Line, error.Message, error.Message);
        }
    }

    private async Task PlayAsync(ReplayHand hand)
    {
        var record = hand.Record;
        var (walk, registered) = await RegisterAsync(hand, "register", record.Id);
        if (await walk.VoidedAsync())
        {
            book.Ended(record.Id, Stage.Voided);
            return;
        }

        await walk.FileAsync();
        if (mischief.Duplicate(record)) await DuplicateAsync(hand, registered.CaseId);
        book.Ended(record.Id, await walk.FinishAsync());
    }

    private async Task DuplicateAsync(ReplayHand hand, string first)
    {
        var key = $"{hand.Record.Id} again";
        var (walk, _) = await RegisterAsync(hand, "register again", key);
        book.Ended(key, await walk.MergeAsync(first));
    }

    private async Task<(ReplayWalk Walk, RegisterReply Reply)> RegisterAsync(ReplayHand hand, string act, string key)
    {
        var record = hand.Record;
        var reply = await hand.DoAsync(null, act, ReplayEvents.Registered, (id, stop) => crew.Agent.Hotline.RegisterAsync(Report(record, id), stop));
        var story = book.Registered(key, record, reply.CaseId);
        return (new(hand, story, reply, standards.Of(record.Category), suspendedUntil), reply);
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
