using GridCity.Runtime.Engine;
using GridCity.Runtime.Engine.Mailboxes;
using GridCity.Runtime.Journal;
using Orleans;
using Orleans.Runtime;

namespace GridCity.Grains.Orleans;

/// <summary>
/// The engine of a cluster, for edges on a silo and for outside clients alike: each call is a call to the grain,
/// wherever Orleans has placed it. Two activations of one id are harmless: the head decides.
/// </summary>
public sealed class OrleansEngine(IGrainFactory grains, OrleansKinds kinds) : IGridEngine
{
    public string Name => "orleans";

    /// <inheritdoc/>
    public Task<Outcome> AskAsync(
        GrainId grain, IGrainCommand command, CallerCommand origin, CancellationToken cancellation = default) =>
        ReachedAsync(kinds.Of(grain).AskAsync(grains, grain, command, origin), cancellation);

    /// <inheritdoc/>
    public Task<GrainView> ReadAsync(GrainId grain, CancellationToken cancellation = default) =>
        ReachedAsync(kinds.Of(grain).ReadAsync(grains, grain), cancellation);

    internal Task<LaneOutcome> DeliverAsync(IReadOnlyList<Mail> lane) =>
        ReachedAsync(kinds.Of(lane[0].Target).DeliverAsync(grains, lane));

    internal Task<Refusal?> FireAsync(GrainTimer timer) => ReachedAsync(kinds.Of(timer.Key.Grain).FireAsync(grains, timer));

    private static async Task<T> ReachedAsync<T>(Task<T> call, CancellationToken cancellation = default)
    {
        try
        {
            return cancellation.CanBeCanceled ? await call.WaitAsync(cancellation) : await call;
        }
        catch (Exception error) when (error is OrleansException or TimeoutException or ObjectDisposedException)
        {
            throw new GridUnavailableException("The silo that holds the grain does not answer. Ask again with the same command id.", error);
        }
    }
}
