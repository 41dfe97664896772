using GridCity.Rpc;
using GridCity.Silo.Limits;
using GridCity.Silo.Operations;

namespace GridCity.Silo.Access;

/// <summary>
/// Stands before every method, whoever hosts it: keeps addresses and callers to their rates, finds out who calls, lets a
/// call in when it is its turn, and counts what came of it. Health and reflection answer without a token, because probes
/// and tools have none, and so do the calls that a session begins with.
/// </summary>
internal sealed class AccessInterceptor(
    Authenticator authenticator, AddressRates addresses, CallGate gate, AccessAudit audit, TimeProvider time) : IRpcInterceptor
{
    /// <inheritdoc/>
    public ValueTask BeforeAsync(RpcCall call)
    {
        var session = new CallSession(time);
        call.User = session;
        addresses.Require(call.Peer);
        if (IsOpenToAll(call.Method)) return default;
        if (IsForCitizens(call.Method))
        {
            session.Caller = PublicCaller.Caller;
            return gate.EnterAsync(session, call);
        }

        if (call.Method.Kind != RpcKind.Unary) KeepAsking(session, call);
        var authenticated = authenticator.AuthenticateAsync(call);
        if (!authenticated.IsCompletedSuccessfully) return AwaitAsync(session, call, authenticated);
        session.Caller = authenticated.Result;
        return gate.EnterAsync(session, call);
    }

    /// <inheritdoc/>
    public void After(RpcCall call, StatusCode code)
    {
        if (call.User is not CallSession session) return;
        gate.Leave(session);
        SiloMetrics.Called(call.Method, code, session.Elapsed);
        if (code is StatusCode.Unauthenticated or StatusCode.PermissionDenied) audit.Denied(call, session.Caller, code);
    }

    /// <summary>Apart, so that a call of one answer makes no closure.</summary>
    private void KeepAsking(CallSession session, RpcCall call) =>
        session.Authenticate = () => authenticator.AuthenticateAsync(call, isStream: true);

    private async ValueTask AwaitAsync(CallSession session, RpcCall call, ValueTask<Caller> authenticated)
    {
        session.Caller = await authenticated;
        await gate.EnterAsync(session, call);
    }

    /// <summary>These methods know no rights, whoever calls them.</summary>
    private static bool IsForCitizens(RpcMethod method) => method.Path.StartsWith("/gridcity.citizen.v1.", StringComparison.Ordinal);

    private static bool IsOpenToAll(RpcMethod method) =>
        method.Path.StartsWith("/grpc.", StringComparison.Ordinal)
        || method.Path is "/gridcity.session.v1.Sessions/Begin" or "/gridcity.session.v1.Sessions/Renew";
}
