using System.Globalization;
using GridCity.Grains;
using GridCity.Grains.Cases;
using GridCity.Grains.Intersections;
using GridCity.Grains.Intersections.Incidents;
using GridCity.Runtime.Engine;
using GridCity.Silo.Cities;

namespace GridCity.Silo.Junctions;

/// <summary>
/// Tells the grain what blocks its roads, what does not any more, and what a street was repaid: one note of an intersection
/// at a time, again a second later when the outcome is not known. What blocks a road begins a case where the city has a
/// category for it; the grain takes one incident of a road at a time, so a note that is sent twice begins one case.
/// </summary>
internal sealed class JunctionNotes(
    JunctionGrains grains, LoadedCity city, Func<CancellationToken, ValueTask<string>> numbers, ILogger log)
{
    /// <summary>Of the source, in the case.</summary>
    public const string Source = "junction";

    /// <summary>A watch that is new has to look for so long before it says that a road is clear.</summary>
    private const int ConfirmSeconds = 120;

    /// <summary>Looks at one intersection; the loop calls it once a second.</summary>
    public void Look(JunctionSeat seat, LinkSession session, IntersectionState state, DateTimeOffset now)
    {
        if (!seat.Telling.IsCompleted || !state.Link.IsSteady || state.Link.Fence != session.Fence) return;
        seat.Telling =
            session.Repayments.TryPeek(out var repaid) ? TellAsync(seat, session, repaid, () => session.Repayments.TryDequeue(out _))
            : New(session, state) is { } incident ? OpenAsync(seat, session, incident, now)
            : Gone(session, state) is { } road ? TellAsync(seat, session, new IntersectionCommand.NoteRoadClear(session.Fence, road))
            : Task.CompletedTask;
    }

    private static Incident? New(LinkSession session, IntersectionState state)
    {
        foreach (var incident in session.Incidents.Now)
            if (state.IncidentOn(incident.Road) is null) return incident;
        return null;
    }

    /// <summary>Known, not seen any more, and looked at for long enough by detectors that are believed.</summary>
    private static string? Gone(LinkSession session, IntersectionState state)
    {
        if (state.Incidents.IsDefaultOrEmpty) return null;
        foreach (var known in state.Incidents)
        {
            var isWatched = session.Incidents.HasMet(known.Road) || session.Incidents.Seconds >= ConfirmSeconds;
            var isSeen = session.Incidents.Now.Any(one => one.Road == known.Road);
            if (isWatched && !isSeen && session.Detectors.AreBelieved(known.Road)) return known.Road;
        }

        return null;
    }

    private async Task OpenAsync(JunctionSeat seat, LinkSession session, Incident incident, DateTimeOffset now)
    {
        try
        {
            var (noted, report) = await ReportedAsync(seat.Code, incident, now);
            await TellAsync(seat, session, new IntersectionCommand.NoteIncident(session.Fence, noted, report));
        }
        catch (Exception error)
        {
            log.LogWarning(
                "The incident on road {Road} at {Code} is told a second later: {Reason}", incident.Road, seat.Code, error.Message);
        }
    }

    private async Task<(RoadIncident, Report?)> ReportedAsync(string code, Incident incident, DateTimeOffset now)
    {
        var noted = new RoadIncident(
            incident.Road, incident.Lane, incident.MetresToJunction, DateTimeOffset.FromUnixTimeSeconds(incident.Since), incident.Severity,
            incident.Evidence, incident.StandingBehind);
        if (city.Pack.Info.IncidentCategory is not { Length: > 0 } category) return (noted, null);
        var there = city.Intersections[code];
        var id = CaseId.Derive(IntersectionKind.Kind.Id(code).ToString(), Guid.CreateVersion7(now));
        var report = new Report(
            await numbers(CancellationToken.None), Source, category, there.Cell, new(there.Entry.Longitude, there.Entry.Latitude),
            Words(there, noted), OccurredAt: noted.Since, Kind: SourceKind.OtherSystem);
        return (noted with { Case = id.Value }, report);
    }

    /// <summary>Place, severity and evidence, within the city's limit for texts.</summary>
    private string Words(CityIntersection there, RoadIncident incident)
    {
        var severity = incident.Severity switch
        {
            IncidentSeverity.RoadBlocked => "the road is blocked",
            IncidentSeverity.Serious => "a lane is blocked and a queue has grown",
            _ => "a lane is blocked",
        };
        var text = string.Create(
            CultureInfo.InvariantCulture,
            $"{there.Entry.Name.Both} ({there.Entry.Code}), road {incident.Road}, lane {incident.Lane}, "
            + $"{incident.MetresToJunction:0} m before the stop line: {severity}; {incident.StandingBehind} stand behind it; evidence {incident.Evidence:0}.");
        return text.Length <= city.City.Limits.TextLengthMax ? text : text[..city.City.Limits.TextLengthMax];
    }

    private async Task TellAsync(JunctionSeat seat, LinkSession session, IntersectionCommand note, Action? done = null)
    {
        try
        {
            switch (await grains.AskAsync(session.Code, note, session.Actor))
            {
                case Outcome.Accepted yes:
                    seat.Learn(new(yes.Version, (IntersectionState)yes.State));
                    done?.Invoke();
                    break;
                case Outcome.Refused { Why: { } why }:
                    log.LogError("Intersection {Code} does not take {Note}: {Reason}", session.Code, note.GetType().Name, why.Message);
                    done?.Invoke();
                    break;
            }
        }
        catch (GridUnavailableException error)
        {
            log.LogWarning("{Note} of intersection {Code} waits: {Reason}", note.GetType().Name, session.Code, error.Message);
        }
        catch (Exception error)
        {
            log.LogError(error, "{Note} of intersection {Code} could not be noted; report this fault.", note.GetType().Name, session.Code);
        }
    }
}
