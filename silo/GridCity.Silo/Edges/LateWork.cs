using GridCity.Rpc;
using GridCity.Silo.Access;

namespace GridCity.Silo.Edges;

/// <summary>
/// Keeps what comes late from the way of what is done now: of acts that were done an hour ago, and of photos, only so
/// many are under way at once, and the others wait in line. Without it two thousand handhelds that come back at the same
/// moment would each have an act in every batch of the journal before the desk's. The fewer at once, the less the desk feels
/// of them, and the longer they take: with these, two thousand are done within two minutes.
/// </summary>
internal sealed class LateWork : IDisposable
{
    private const int ActsMax = 8;
    private const int PhotosMax = 2;

    private readonly SemaphoreSlim _acts = new(ActsMax);
    private readonly SemaphoreSlim _photos = new(PhotosMax);

    public Task<T> ActAsync<T>(Func<Task<T>> act, RpcCall call) => InTurnAsync(_acts, act, call);

    public Task<T> PhotoAsync<T>(Func<Task<T>> store, RpcCall call) => InTurnAsync(_photos, store, call);

    public void Dispose()
    {
        _acts.Dispose();
        _photos.Dispose();
    }

    private static async Task<T> InTurnAsync<T>(SemaphoreSlim line, Func<Task<T>> work, RpcCall call)
    {
        await line.WaitAsync(call.CancellationToken);
        try
        {
            await CallSession.Of(call).RequireStillAsync();
            return await work();
        }
        finally
        {
            line.Release();
        }
    }
}
