using System.Runtime.CompilerServices;
using GridCity.Grains;
using GridCity.Grains.Intersections;
using GridCity.Protos.Junction.V1;
using GridCity.Rpc;
using GridCity.Runtime.Engine;
using GridCity.Silo.Access;
using GridCity.Silo.Cities;

namespace GridCity.Silo.Junctions;

/// <summary>The streams of controllers: each intersection is announced, gets its fence, and is decided from then on.</summary>
internal sealed class JunctionStreams(JunctionBoard board, JunctionGrains grains, JunctionHealth health, LoadedCity city, ILogger log)
{
    public async IAsyncEnumerable<Ordered> LinkAsync(
        IAsyncEnumerable<Observed> sent, RpcCall call, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        var link = new JunctionLink(log);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation, call.CancellationToken);
        var reading = ReadAsync(link, sent, call, stop.Token);
        try
        {
            await foreach (var message in link.Outgoing.ReadAllAsync(stop.Token)) yield return message;
        }
        finally
        {
            // Whoever ended it, the intersections have nobody now, and the journal is told so.
            await stop.CancelAsync();
            await reading;
            await EndAsync(link);
        }
    }

    /// <summary>
    /// Takes in what a controller sends, until it ends or may not send any more; over when nothing of it is under way.
    /// </summary>
    private async Task ReadAsync(JunctionLink link, IAsyncEnumerable<Observed> sent, RpcCall call, CancellationToken stop)
    {
        try
        {
            await foreach (var message in sent.WithCancellation(stop))
            {
                await CallSession.Of(call).RequireStillAsync();
                if (message.Announcements.Count > 0) link.Follow(AnnounceAsync(link, message.Announcements, Caller.Of(call)));
                foreach (var reading in message.Readings) Take(link, reading);
            }

            link.End();
        }
        catch (Exception error)
        {
            link.End(error);
        }

        await link.UnderWay;
    }

    /// <summary>Takes a reading in; what is wrong with it ends its intersection.</summary>
    public void Take(JunctionLink link, Reading reading)
    {
        // One that comes before its welcome, or after its rejection, is for nobody.
        if (link.Find(reading.Number) is not { } session || session.Inbox.Put(reading) is not { } fault) return;
        link.Reject(reading.Number, "malformed", $"Reading {reading.Sequence} of {session.Code}: {fault}");
        link.Tell();
        link.Follow(EndAsync(session));
    }

    /// <summary>Begins intersections, or says why not.</summary>
    public async Task AnnounceAsync(JunctionLink link, IEnumerable<Announcement> announcements, Caller caller)
    {
        await Task.WhenAll(announcements.Select(announcement => AnnounceAsync(link, announcement, caller)));
        link.Tell();
    }

    private async Task AnnounceAsync(JunctionLink link, Announcement announcement, Caller caller)
    {
        try
        {
            if (Fault(announcement, caller) is var (code, message)) link.Reject(announcement.Number, code, message);
            else await OpenAsync(link, announcement, caller.Actor);
        }
        catch (Exception error) when (error is GridUnavailableException or ArgumentException)
        {
            link.Reject(announcement.Number, "unavailable", error.Message);
        }
        catch (Exception error)
        {
            link.End(error);
        }
    }

    private (string Code, string Message)? Fault(Announcement announcement, Caller caller)
    {
        if (announcement.Number is 0 or > LinkRules.NumberMax) return ("malformed", $"number is {announcement.Number}; it must be 1 to {LinkRules.NumberMax}.");
        if (JunctionMessages.Sight(announcement.Sight) is null) return ("malformed", "sight is none of the contract's.");
        if (announcement.Fence < 0) return ("malformed", "fence is below 0.");
        if (city.Intersections.GetValueOrDefault(announcement.Junction) is not { } entry)
            return ("unknown", $"junction '{announcement.Junction}' is not in the city's folder.");
        return caller.Covers(entry.Cell) ? null : ("unknown", $"junction '{announcement.Junction}' lies outside the areas of your post.");
    }

    private async Task OpenAsync(JunctionLink link, Announcement announcement, Actor actor)
    {
        var code = announcement.Junction;
        var open = new IntersectionCommand.OpenLink(
            announcement.Controller, announcement.Fence, JunctionMessages.Sight(announcement.Sight)!.Value);
        var outcome = await grains.AskAsync(code, open, actor);
        if (outcome is not Outcome.Accepted yes)
        {
            var why = ((Outcome.Refused)outcome).Why;
            link.Reject(announcement.Number, why.Kind == RefusalKind.Invalid ? "malformed" : "unavailable", why.Message);
            return;
        }

        var known = new KnownIntersection(yes.Version, (IntersectionState)yes.State);
        var built = known.State.Built!;
        var session = new LinkSession(
            code, announcement.Number, known.State.Link.Fence, link, actor, built.Layout.Build(code), built,
            known.State.DetectorFaults, new(board, NeighbourSight.Ways(city, code)), grains.Clock.Local);
        var seat = board.Seat(code);
        seat.Learn(known);
        link.Add(session);
        if (seat.Begin(session) is not { } over || over.Fence >= session.Fence) return;
        over.Link.Reject(over.Number, "taken-over", $"Link {session.Fence} has {code} now.");
        over.Link.Tell();
    }

    private Task EndAsync(JunctionLink link) => Task.WhenAll(link.Sessions.Select(EndAsync));

    private Task EndAsync(LinkSession session)
    {
        var seat = board.Seat(session.Code);
        if (seat.Session != session) return Task.CompletedTask;
        seat.End(session);
        return health.EndedAsync(seat, session);
    }
}
