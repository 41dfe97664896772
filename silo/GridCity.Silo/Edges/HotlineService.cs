using GridCity.Grains.Cases;
using GridCity.Grains.Cities;
using GridCity.Protos.Hotline.V1;
using GridCity.Rpc;
using GridCity.Silo.Access;
using GridCity.Silo.Cities;

namespace GridCity.Silo.Edges;

/// <summary>gridcity.hotline.v1.Hotline: the call centre.</summary>
internal sealed class HotlineService(
    CommandEdge edge, LoadedCity city, Reporters reporters, CaseNumbers numbers, CaseQueues queues)
{
    private const string SourceUsual = "hotline";

    /// <summary>The range of google.protobuf.Timestamp.</summary>
    private const long SecondsMin = -62_135_596_800;
    private const long SecondsMax = 253_402_300_799;
    private const int NanosMax = 1_000_000_000;

    public async Task<RegisterReply> Register(RegisterRequest request, RpcCall call)
    {
        var caller = Caller.Of(call);
        var own = edge.CommandId(request.CommandId);
        var id = CaseId.Derive(caller.Name, own);
        var report = await ReportAsync(id, request, caller, call);
        var accepted = await edge.AskAsync(id.Grain, new CaseCommand.Register(report), own, request, call);
        var kept = ((CaseState.Known)accepted.State).Ticket.Report;
        return new()
        {
            CaseId = id.Value,
            Number = kept.Number,
            FollowCode = kept.FollowCode ?? "",
            Cell = kept.Cell,
            Version = accepted.Version,
        };
    }

    public async Task<FollowReply> Follow(FollowRequest request, RpcCall call)
    {
        var row = await Statuses.GuardAsync(call, queues.ByNumberAsync(request.Number, call.CancellationToken))
            ?? throw NotTogether();
        var view = await edge.ReadAsync(new CaseId(row).Grain, call);
        if (view.State is not CaseState.Known known || !FollowCodes.Match(known.Ticket.Report.FollowCode, request.FollowCode))
            throw NotTogether();
        return new()
        {
            Stage = CaseMessages.StageOf(known.Stage),
            RegisteredAt = CaseMessages.Moment(known.Ticket.RegisteredAt),
            StageSince = CaseMessages.Moment(known.StageSince),
            ClosedAt = CaseMessages.Moment(known.ClosedAt),
        };
    }

    private async Task<Report> ReportAsync(
        CaseId id, RegisterRequest request, Caller caller, RpcCall call)
    {
        var (cell, place) = Located(request);
        // Sealed, its length is hidden from the case, which checks all other texts.
        var lengthMax = city.City.Limits.TextLengthMax;
        if (request.Description.Length > lengthMax)
            throw Statuses.Invalid("description", $"has more than {lengthMax} characters. Shorten it.");
        if (!caller.Covers(cell))
            throw new RpcException(StatusCode.PermissionDenied, $"Cell {cell} lies outside the area of your token.");
        var told = await reporters.SealAsync(id, request.CallerPhone, request.Description, call);
        return new(
            await Statuses.GuardAsync(call, numbers.NextAsync(call.CancellationToken).AsTask()),
            request.Source.Length == 0 ? SourceUsual : request.Source,
            request.Category,
            cell,
            place,
            request.Address.Length == 0 ? null : request.Address,
            told.Description,
            told.Person,
            FollowCodes.New(),
            OccurredAt(request),
            told.Contact);
    }

    private static DateTimeOffset? OccurredAt(RegisterRequest request)
    {
        if (request.OccurredAt is not { } moment) return null;
        var isMoment = moment.Seconds is >= SecondsMin and <= SecondsMax && moment.Nanos is >= 0 and < NanosMax;
        return isMoment ? moment.ToDateTimeOffset() : throw Statuses.Invalid("occurred_at", "is no moment of the years 1 to 9999.");
    }

    private (string Cell, Place? Place) Located(RegisterRequest request)
    {
        if (request.Place is not { } point)
            return (city.Cells.NoPlaceCell ?? throw Statuses.Invalid("place", "is missing: this city takes no report without one."), null);
        if (!Place.IsOnEarth(point.Longitude, point.Latitude))
            throw Statuses.Invalid("place", "is no position: degrees north in latitude, degrees east in longitude.");
        var cell = city.Cells.CellAt(point.Latitude, point.Longitude)
            ?? throw Statuses.Invalid("place", $"lies outside the grid of {city.Name}.");
        return (cell, new(point.Longitude, point.Latitude));
    }

    private static RpcException NotTogether() =>
        new(StatusCode.NotFound, "No case has this number and follow code. Check both with the person who has them.");
}
