using Google.Protobuf;
using GridCity.Grains.Intersections;
using GridCity.Grains.Intersections.Incidents;
using GridCity.Grains.Intersections.Safety;
using GridCity.Protos.Junction.V1;
using GridCity.Silo.Cities;
using GridCity.Silo.Edges;
using DetectorFault = GridCity.Protos.Junction.V1.DetectorFault;
using PlanHours = GridCity.Protos.Junction.V1.PlanHours;
using PlanStep = GridCity.Protos.Junction.V1.PlanStep;
using SignalPlan = GridCity.Protos.Junction.V1.SignalPlan;

namespace GridCity.Silo.Junctions;

/// <summary>Intersections as messages.</summary>
internal static class JunctionMessages
{
    public static Junction Of(CityIntersection entry, KnownIntersection known, DateTimeOffset now)
    {
        var state = known.State;
        var (mode, why) = ModeInForce.Of(state, now);
        var order = state.OrderAt(now);
        return new()
        {
            Code = entry.Entry.Code,
            Name = entry.Entry.Name.Both,
            Place = new() { Latitude = entry.Entry.Latitude, Longitude = entry.Entry.Longitude },
            Cell = entry.Cell,
            Mode = Mode(mode),
            Why = why ?? order?.Reason ?? "",
            Wanted = Mode(state.Wanted(now)),
            OrderedBy = order?.By ?? "",
            Reason = order?.Reason ?? "",
            OrderedAt = CaseMessages.Moment(order?.At),
            Until = CaseMessages.Moment(order?.Until),
            Phase = order?.Phase is { } phase ? phase + 1 : 0,
            Linked = state.Link.IsSteady,
            Controller = state.Link.Controller,
            Fence = state.Link.Fence,
            DetectorFaults = { state.DetectorFaults.Select(Fault) },
            NeighboursLost = { state.NeighboursLost },
            ControllerFault = state.ControllerFault ?? "",
            Version = known.Version,
            Incidents = { (state.Incidents.IsDefault ? [] : state.Incidents).Select(Incident) },
            EscortsWaiting = { (state.EscortsWaiting.IsDefault ? [] : state.EscortsWaiting).Select(waiting => waiting.By) },
            Sight = Sight(state.Link.Sight),
        };
    }

    public static GetJunctionReply Whole(CityIntersection entry, KnownIntersection known, DateTimeOffset now)
    {
        var reply = new GetJunctionReply { Junction = Of(entry, known, now), Layout = Layout(known.State.Built?.Layout ?? entry.As.Layout) };
        if (known.State.Plans is not { } plans) return reply;
        reply.Plans.AddRange(plans.Plans.Select(Plan));
        reply.Hours.AddRange(plans.Hours.Select(Hours));
        return reply;
    }

    public static JunctionMoment Moment(LinkSession session, ModeInForce mode, DateTimeOffset now)
    {
        var (reading, order) = (session.Latest, session.Ordered);
        var moment = new JunctionMoment
        {
            At = CaseMessages.Moment(now),
            Mode = Mode(mode.Mode),
            Why = session.LinkDown ?? mode.Why ?? "",
            Phase = (int)(order?.Phase ?? 0),
            HeldBack = Held(session.Held),
            Shown = reading?.Shown ?? ByteString.Empty,
            Running = reading?.Running ?? Running.Unspecified,
        };
        for (var lane = 0; reading is not null && lane < session.Layout.Lanes.Length; lane++) moment.Lanes.Add(Lane(session, reading, lane));
        return moment;
    }

    public static Mode Mode(SignalMode mode) => (Mode)(int)mode;

    /// <summary>Null for none of the contract's.</summary>
    public static SignalMode? Mode(Mode mode) => mode != Protos.Junction.V1.Mode.Unspecified && Enum.IsDefined(mode) ? (SignalMode)(int)mode : null;

    /// <summary>Null for none of the contract's.</summary>
    public static LinkSight? Sight(Sight sight) => sight switch
    {
        Protos.Junction.V1.Sight.Unspecified or Protos.Junction.V1.Sight.Queues => LinkSight.Queues,
        Protos.Junction.V1.Sight.StopLine => LinkSight.StopLine,
        Protos.Junction.V1.Sight.Vehicles => LinkSight.Vehicles,
        _ => null,
    };

    public static SignalPlans Plans(SetPlansRequest request) => new(
        [.. request.Plans.Select(plan => new Grains.Intersections.SignalPlan(
            plan.Code, plan.OffsetSeconds, [.. plan.Steps.Select(step => new Grains.Intersections.PlanStep(step.Phase - 1, step.Seconds))]))],
        [.. request.Hours.Select((hours, at) => new Grains.Intersections.PlanHours(
            hours.Plan, hours.Days, Time(hours.From, $"hours[{at}].from"), Time(hours.To, $"hours[{at}].to")))]);

    private static Sight Sight(LinkSight sight) => sight switch
    {
        LinkSight.StopLine => Protos.Junction.V1.Sight.StopLine,
        LinkSight.Vehicles => Protos.Junction.V1.Sight.Vehicles,
        _ => Protos.Junction.V1.Sight.Queues,
    };

    private static Protos.Junction.V1.RoadIncident Incident(Grains.Intersections.RoadIncident incident) => new()
    {
        Road = incident.Road,
        Lane = incident.Lane,
        Metres = incident.MetresToJunction,
        Since = CaseMessages.Moment(incident.Since),
        Severity = incident.Severity switch
        {
            IncidentSeverity.RoadBlocked => "road-blocked",
            IncidentSeverity.Serious => "serious",
            _ => "minor",
        },
        Evidence = incident.Evidence,
        StandingBehind = incident.StandingBehind,
        CaseId = incident.Case ?? "",
    };

    private static TimeOnly? Time(string text, string field) =>
        text.Length == 0 ? null
        : TimeOnly.TryParseExact(text, "HH:mm", System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.None, out var time)
            ? time : throw Statuses.Invalid(field, $"'{text}' is no time of day such as 08:30.");

    private static LaneMoment Lane(LinkSession session, Reading reading, int lane) => new()
    {
        Lane = session.Layout.Lanes[lane].Id,
        Halting = (int)reading.Halting[lane],
        Present = (int)reading.Present[lane],
        MeanSpeed = reading.MeanSpeed[lane],
        Fault = session.Detectors.Fault(lane) is { } fault ? DetectorRules.Name(fault) : "",
    };

    private static string Held(HeldBack held) => held switch
    {
        HeldBack.No => "",
        HeldBack.Clearing => "yellow, all-red or a clearance is running",
        HeldBack.MinimumGreen => "a green has not had its minimum",
        HeldBack.MaximumRed => "somebody would be red for too long",
        HeldBack.NoSuchPhase => "there is no such phase",
        HeldBack.NotLater => "the clock went back",
        _ => throw new System.Diagnostics.UnreachableException($"{held}"),
    };

    private static DetectorFault Fault(Grains.Intersections.DetectorFault fault) =>
        new() { Lane = fault.Lane, Fault = DetectorRules.Name(fault.Fault), Since = CaseMessages.Moment(fault.Since) };

    private static JunctionLayout Layout(StoredLayout layout) => new()
    {
        Lanes = { layout.Lanes.Select(lane => lane.Id) }, Phases = { layout.Phases.Select(phase => phase.Name) }, Groups = layout.Groups.Length,
    };

    private static SignalPlan Plan(Grains.Intersections.SignalPlan plan) => new()
    {
        Code = plan.Code,
        OffsetSeconds = plan.OffsetSeconds,
        Steps = { plan.Steps.Select(step => new PlanStep { Phase = step.Phase + 1, Seconds = step.Seconds }) },
    };

    private static PlanHours Hours(Grains.Intersections.PlanHours hours) =>
        new() { Plan = hours.Plan, Days = hours.Days ?? "", From = Clock(hours.From), To = Clock(hours.To) };

    private static string Clock(TimeOnly? time) => time?.ToString("HH:mm", System.Globalization.CultureInfo.InvariantCulture) ?? "";
}
