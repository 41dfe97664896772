using Google.Protobuf.WellKnownTypes;
using GridCity.Protos.Hotline.V1;
using GridCity.Protos.Type.V1;
using GridCity.Rpc;

namespace GridCity.Cli.Replay;

/// <summary>Plays one record: from the call to closing, each act by the one whose post it is.</summary>
internal sealed class ReplayPlayer(ReplayCrew crew, ReplayIds ids, ReplayBook book, ReplayStandards standards)
{
    public async Task PlayAsync(ReplayRecord record, CancellationToken cancellation)
    {
        try
        {
            var handler = crew.Handler(record.Department)
                ?? throw new ReplayException($"the city has no department '{record.Department}'");
            var registered = await Counted(() => crew.Agent.Hotline.RegisterAsync(Report(record), cancellation));
            book.Registered(record, registered.CaseId);
            book.Ended(record, await WalkAsync(record, registered.CaseId, handler, cancellation));
        }
        catch (RpcException error) when (error.Code != StatusCode.Cancelled)
        {
            book.Refused(record.Line, $"{error.Code}: {FieldOrCode(error)}", error.Message);
        }
        catch (ReplayException error)
        {
            book.Refused(record.Line, "department not in the city", error.Message);
        }
    }

    private async Task<Stage> WalkAsync(ReplayRecord record, string id, Client.GridCityClient handler, CancellationToken cancellation)
    {
        string Act(string act) => ids.Of(record.Id, act);
        var (clerk, dispatcher, inspector) = (crew.Clerk.Desk, crew.Dispatcher.Desk, crew.InspectorFor(ids.Drawn(record.Id, "inspector")).Field);
        await Counted(() => clerk.FileAsync(new() { CommandId = Act("file"), CaseId = id, Standard = standards.Of(record.Category) }, cancellation));
        await Counted(() => dispatcher.DispatchAsync(
            new() { CommandId = Act("dispatch"), CaseId = id, Department = record.Department }, cancellation));
        await Counted(() => handler.Desk.HandleAsync(new() { CommandId = Act("handle"), CaseId = id }, cancellation));
        await Counted(() => handler.Desk.FeedbackAsync(
            new() { CommandId = Act("feedback"), CaseId = id, Result = record.Result }, cancellation));
        await Counted(() => inspector.CheckAsync(new() { CommandId = Act("check"), CaseId = id, Passed = true }, cancellation));
        return (await Counted(() => clerk.CloseAsync(new() { CommandId = Act("close"), CaseId = id, Standard = standards.Of(record.Category) }, cancellation))).Stage;
    }

    private RegisterRequest Report(ReplayRecord record)
    {
        var request = new RegisterRequest
        {
            CommandId = ids.Of(record.Id, "register"),
            Category = record.Category,
            Address = record.Address,
            Description = record.Description,
            Source = record.Source,
            OccurredAt = record.Opened.ToTimestamp(),
        };
        if (record.Place is var (latitude, longitude)) request.Place = new() { Latitude = latitude, Longitude = longitude };
        return request;
    }

    private async Task<T> Counted<T>(Func<Task<T>> call)
    {
        var began = TimeProvider.System.GetTimestamp();
        var reply = await call();
        book.Called(TimeProvider.System.GetElapsedTime(began));
        return reply;
    }

    private static string FieldOrCode(RpcException error) =>
        error.TryGetDetail<Google.Rpc.BadRequest>(out var bad) && bad.FieldViolations.Count > 0
            ? bad.FieldViolations[0].Field
            : error.Message.Split('\n')[0];
}
