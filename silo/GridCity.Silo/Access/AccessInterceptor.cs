using GridCity.Rpc;
using GridCity.Silo.Edges;
using GridCity.Silo.Operations;

namespace GridCity.Silo.Access;

/// <summary>
/// Stands before every method: bounds the calls under way, finds out who calls, and counts what came of it. Health and
/// reflection answer without a token, because probes and tools have none.
/// </summary>
internal sealed class AccessInterceptor(Authenticator authenticator, AccessAudit audit, int callsMax, TimeProvider time) : IRpcInterceptor
{
    private int _callsNow;

    /// <summary>Calls under way.</summary>
    public int CallsNow => Volatile.Read(ref _callsNow);

    /// <inheritdoc/>
    public ValueTask BeforeAsync(RpcCall call)
    {
        var session = new CallSession(time);
        call.User = session;
        if (Interlocked.Increment(ref _callsNow) > callsMax)
            throw Statuses.Overload($"{callsMax} calls are under way, which is all this silo takes at once.");
        if (IsOpenToAll(call.Method)) return default;
        if (call.Method.Kind != RpcKind.Unary) KeepAsking(session, call);
        var authenticated = authenticator.AuthenticateAsync(call);
        if (!authenticated.IsCompletedSuccessfully) return AwaitAsync(session, authenticated);
        session.Caller = authenticated.Result;
        return default;
    }

    /// <inheritdoc/>
    public void After(RpcCall call, StatusCode code)
    {
        Interlocked.Decrement(ref _callsNow);
        if (call.User is not CallSession session) return;
        SiloMetrics.Called(call.Method, code, session.Elapsed);
        if (code is StatusCode.Unauthenticated or StatusCode.PermissionDenied) audit.Denied(call, session.Caller, code);
    }

    /// <summary>Apart, so that a call of one answer makes no closure.</summary>
    private void KeepAsking(CallSession session, RpcCall call) =>
        session.Authenticate = () => authenticator.AuthenticateAsync(call, isStream: true);

    private static async ValueTask AwaitAsync(CallSession session, ValueTask<Caller> authenticated) =>
        session.Caller = await authenticated;

    private static bool IsOpenToAll(RpcMethod method) => method.Path.StartsWith("/grpc.", StringComparison.Ordinal);
}
