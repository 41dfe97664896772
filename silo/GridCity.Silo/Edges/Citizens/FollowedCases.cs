using GridCity.Grains.Cases;
using GridCity.Rpc;
using GridCity.Silo.Access;

namespace GridCity.Silo.Edges.Citizens;

/// <summary>Finds the case that a printed number and a follow code open together.</summary>
internal sealed class FollowedCases(CommandEdge edge, CaseQueues queues)
{
    /// <exception cref="RpcException">NOT_FOUND: not both of one case. PERMISSION_DENIED: not the caller's to see.</exception>
    public async Task<(CaseId Id, CaseState.Known State)> FindAsync(string number, string followCode, RpcCall call)
    {
        var id = await Statuses.GuardAsync(call, queues.ByNumberAsync(number, call.CancellationToken)) ?? throw NotTogether();
        var view = await edge.ReadAsync(new CaseId(id).Grain, call);
        if (view.State is not CaseState.Known known || !FollowCodes.Match(known.Ticket.Report.FollowCode, followCode))
            throw NotTogether();
        Caller.Of(call).RequireSight(known);
        return (new(id), known);
    }

    /// <summary>The case that goes on for one that was merged into it; else the case itself.</summary>
    public async Task<CaseState.Known> GoesOnAsync(CaseState.Known known, RpcCall call) =>
        known is CaseState.Merged { Into: var main } && (await edge.ReadAsync(main.Grain, call)).State is CaseState.Known goesOn
            ? goesOn
            : known;

    private static RpcException NotTogether() =>
        new(StatusCode.NotFound, "No case has this number and follow code. Check both with the person who has them.");
}
