using GridCity.Rpc;
using GridCity.Silo.Access;
using GridCity.Silo.Cities;
using GridCity.Silo.Edges;

namespace GridCity.Silo.Limits;

/// <summary>Brings the calls of known callers to the gate: one answer waits for its turn, a stream is counted.</summary>
internal sealed class CallGate(FairGate gate, LoadedCity city)
{
    /// <exception cref="RpcException">RESOURCE_EXHAUSTED, with when to try again.</exception>
    public ValueTask EnterAsync(CallSession session, RpcCall call)
    {
        var caller = session.Caller!;
        gate.RequireRate(caller.Name);
        if (call.Method.Kind == RpcKind.Unary) return EnterInTurnAsync(session, caller, call.CancellationToken);
        gate.OpenStream(caller.Name);
        session.Place = CallPlace.Stream;
        return default;
    }

    /// <summary>Ends what was begun; a call that was refused at the gate has begun nothing.</summary>
    public void Leave(CallSession session)
    {
        if (session.Place == CallPlace.Turn) gate.Leave(session.Caller!.Name);
        if (session.Place == CallPlace.Stream) gate.CloseStream(session.Caller!.Name);
        session.Place = CallPlace.None;
    }

    private ValueTask EnterInTurnAsync(CallSession session, Caller caller, CancellationToken cancellation)
    {
        var turn = gate.EnterAsync(caller.Name, IsUrgent(caller), session.Left, cancellation);
        if (!turn.IsCompletedSuccessfully) return AwaitAsync(session, turn);
        session.Place = CallPlace.Turn;
        return default;
    }

    private static async ValueTask AwaitAsync(CallSession session, ValueTask turn)
    {
        await turn;
        session.Place = CallPlace.Turn;
    }

    private bool IsUrgent(Caller caller) =>
        !caller.IsPublic && SourceNames.OfPost(caller.Actor.Role) is { } source && city.Pack.Info.UrgentSources.Contains(source);
}

/// <summary>What a call has of the gate.</summary>
internal enum CallPlace
{
    None,
    Turn,
    Stream,
}
