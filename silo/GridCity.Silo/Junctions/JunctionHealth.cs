using GridCity.Grains;
using GridCity.Grains.Intersections;
using GridCity.Runtime.Engine;

namespace GridCity.Silo.Junctions;

/// <summary>Tells the grain what works and what does not, when that has changed; one note of an intersection at a time.</summary>
internal sealed class JunctionHealth(JunctionBoard board, JunctionGrains grains, ILogger log)
{
    /// <summary>Looks at one intersection; the loop calls it once a second.</summary>
    public void Look(JunctionSeat seat, LinkSession session)
    {
        seat.HasBeenSteady |= session.LinkDown is null;
        if (!seat.Noting.IsCompleted) return;
        var lost = Lost(session);
        var now = new HealthNoted(
            session, session.LinkDown, session.Detectors.Edition, string.Join(' ', lost), Fault(session));
        // A link that is new is not steady, as the grain knows already.
        if (now == seat.Noted || (seat.Noted is null && now.LinkDown is not null)) return;
        seat.Noting = NoteAsync(seat, session, now, new(now.LinkDown, [.. session.Detectors.Faults], [.. lost], now.ControllerFault));
    }

    /// <summary>The stream ended: nobody else will say that the link is down.</summary>
    public async Task EndedAsync(JunctionSeat seat, LinkSession session)
    {
        await seat.Noting;
        if (seat.Known is not { State.Link: var link } || link.Fence != session.Fence || !link.IsSteady) return;
        await NoteAsync(
            seat, session, null, new("The stream of the controller has ended.", [.. session.Detectors.Faults], [.. Lost(session)], Fault(session)));
    }

    /// <summary>Neighbours that were heard here and are not any more; of one that is linked to another silo nothing is known.</summary>
    private List<string> Lost(LinkSession session)
    {
        var lost = new List<string>();
        foreach (var code in session.Built.Neighbours)
            if (board.Find(code) is { HasBeenSteady: true } seat && seat.Session is not { LinkDown: null }) lost.Add(code);
        return lost;
    }

    private static string? Fault(LinkSession session) => session.Latest?.Fault is { Length: > 0 } fault ? fault : null;

    private async Task NoteAsync(JunctionSeat seat, LinkSession session, HealthNoted? now, IntersectionHealth health)
    {
        try
        {
            switch (await grains.AskAsync(session.Code, new IntersectionCommand.NoteHealth(session.Fence, health), session.Actor))
            {
                case Outcome.Accepted yes:
                    seat.Learn(new(yes.Version, (IntersectionState)yes.State));
                    seat.Noted = now;
                    break;
                case Outcome.Refused { Why: { Kind: RefusalKind.NotNow } why }:
                    session.Link.Reject(session.Number, "taken-over", why.Message);
                    session.Link.Tell();
                    seat.End(session);
                    break;
                case Outcome.Refused { Why: var why }:
                    log.LogError("Intersection {Code} does not take its health: {Reason}", session.Code, why.Message);
                    break;
            }
        }
        catch (GridUnavailableException error)
        {
            log.LogWarning("The health of intersection {Code} waits: {Reason}", session.Code, error.Message);
        }
        catch (Exception error)
        {
            // Tried again a second later; until then the last health noted decides the mode.
            log.LogError(error, "The health of intersection {Code} could not be noted; report this fault.", session.Code);
        }
    }
}
