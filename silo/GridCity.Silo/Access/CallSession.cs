using GridCity.Rpc;
using GridCity.Silo.Limits;

namespace GridCity.Silo.Access;

/// <summary>What the interceptor knows of one call.</summary>
internal sealed class CallSession(TimeProvider time)
{
    /// <summary>
    /// Longest wait for all that one call needs: its token, its person's key, its grain. A database that stands still
    /// keeps its callers waiting for longer than any of them wants to, and for each of these in turn; they are told to ask
    /// again instead, which is always right.
    /// </summary>
    private static readonly TimeSpan AnswerMax = TimeSpan.FromSeconds(5);

    private readonly long _began = time.GetTimestamp();

    /// <summary>Since the call came in.</summary>
    public TimeSpan Elapsed => time.GetElapsedTime(_began);

    /// <summary>Null until authenticated, and for methods open to all.</summary>
    public Caller? Caller { get; set; }

    /// <summary>Account that somebody tries to sign in with, for the audit log; null for every other call, and where there is no such account.</summary>
    public string? Account { get; set; }

    /// <summary>What it has of the gate; set and taken back there.</summary>
    public CallPlace Place { get; set; }

    /// <summary>How much longer its caller is kept waiting; a stream may be older than what it waits for one thing.</summary>
    public TimeSpan Left => Authenticate is not null ? AnswerMax : Elapsed < AnswerMax ? AnswerMax - Elapsed : TimeSpan.Zero;

    /// <summary>Finds out again who calls; set by the interceptor, absent for methods open to all.</summary>
    public Func<ValueTask<Caller>>? Authenticate { get; set; }

    /// <summary>
    /// For a stream, which may outlast its token: asked before each thing that it shows or does, costs a look into memory.
    /// </summary>
    /// <exception cref="RpcException">UNAUTHENTICATED: the token, its post or its user have ended meanwhile.</exception>
    public async ValueTask RequireStillAsync()
    {
        if (Authenticate is { } again) Caller = await again();
    }

    /// <exception cref="InvalidOperationException">The call did not come through the interceptor.</exception>
    public static CallSession Of(RpcCall call) =>
        call.User as CallSession ?? throw new InvalidOperationException($"{call.Method} was reached without authentication.");

    /// <summary>Waits as long as the caller is kept waiting.</summary>
    /// <exception cref="TimeoutException">What was begun goes on; its outcome is unknown to this call.</exception>
    public Task<T> InTimeAsync<T>(Task<T> work) => work.IsCompleted ? work : work.WaitAsync(Left, time);
}
