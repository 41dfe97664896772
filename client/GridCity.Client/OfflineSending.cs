using Google.Protobuf.WellKnownTypes;
using GridCity.Protos.Field.V1;
using GridCity.Rpc;
using Task = System.Threading.Tasks.Task;

namespace GridCity.Client;

/// <summary>A piece of an offline batch on its way: each attempt begins with the first act that has no answer.</summary>
internal sealed class OfflineSending(
    RetryingCalls calls, RpcMethod<OfflineAct, OfflineAnswer> method, IReadOnlyList<OfflineAct> acts)
{
    private readonly List<OfflineAnswer> _answers = [];

    public async Task<List<OfflineAnswer>> GoOnAsync(RpcCallOptions call)
    {
        await using var stream = calls.Open(method, call);
        var sending = SendAsync(stream, _answers.Count);
        while (await stream.ReadAsync() is { } answer) _answers.Add(answer);
        await sending;
        return _answers.Count == acts.Count
            ? _answers
            : throw new RpcException(StatusCode.Unavailable, $"{_answers.Count} of {acts.Count} acts were answered.");
    }

    private async Task SendAsync(RpcStream<OfflineAct, OfflineAnswer> stream, int from)
    {
        try
        {
            foreach (var act in acts.Skip(from)) await stream.SendAsync(Stamped(act));
            stream.Complete();
        }
        catch (RpcException)
        {
            // The call has ended before all was sent; reading says how.
        }
    }

    private OfflineAct Stamped(OfflineAct act)
    {
        var stamped = act.Clone();
        stamped.SentAt = Timestamp.FromDateTimeOffset(calls.Now);
        return stamped;
    }
}
