using System.Globalization;
using Google.Protobuf;
using GridCity.Cities.Tiles;
using GridCity.Protos.Figures.V1;
using GridCity.Rpc;
using GridCity.Silo.Access;
using GridCity.Silo.Edges;

namespace GridCity.Silo.Figures;

/// <summary>gridcity.figures.v1.Figures: what cockpits show.</summary>
internal sealed class FigureService(FigureParts parts)
{
    private const int DaysMax = 31, StepHoursMax = 24, StepHoursUsual = 1;

    private const string TileType = "application/vnd.mapbox-vector-tile";

    public async Task<ListAreasReply> ListAreas(ListAreasRequest request, RpcCall call)
    {
        var caller = Caller.Of(call);
        // An area around the caller's own is shown by name, because the own one lies in it.
        bool Sees(string area) => caller.Covers(area) || caller.Areas.Any(own => own.StartsWith(area, StringComparison.Ordinal));
        var reply = await Task.Run(() => parts.Map.Areas.List(Sees, parts.Map.ZoomMin), call.CancellationToken);
        reply.BaseMap = parts.BaseMap;
        return reply;
    }

    public async Task<AreaFigures> GetFigures(GetFiguresRequest request, RpcCall call)
    {
        var look = LookOf(request.Area, request.Department, call);
        await FreshAsync(call);
        return await Statuses.GuardAsync(call, parts.Maker.FiguresAsync(look, call.CancellationToken));
    }

    public async Task<PartFigures> GetParts(GetPartsRequest request, RpcCall call)
    {
        var look = LookOf(request.Area, request.Department, call);
        var digits = parts.Map.Areas.DigitsBelow(look.Area, request.Level);
        var days = Within(request.Days, 1, DaysMax, 1, "days");
        if (days > 1 && digits == parts.Map.Areas.Levels[^1].Digits) throw Statuses.Invalid("days", "must be 1 for cells.");
        await FreshAsync(call);
        return await Statuses.GuardAsync(call, parts.Maker.PartsAsync(look.Area, digits, look.Department, days, call.CancellationToken));
    }

    public async Task<GetHistoryReply> GetHistory(GetHistoryRequest request, RpcCall call)
    {
        var look = LookOf(request.Area, "", call);
        // The past is counted of all cases, not by department: who sees only one department's does not see it.
        if (look.Department.Length > 0) throw new RpcException(StatusCode.PermissionDenied, "The past of an area is not for a department's own people.");
        var digits = request.Level.Length == 0 ? look.Area.Length : parts.Map.Areas.DigitsBelow(look.Area, request.Level);
        var days = Within(request.Days, 1, DaysMax, FigureMaker.MonthDays, "days");
        var step = Within(request.StepHours, 1, StepHoursMax, StepHoursUsual, "step_hours");
        await FreshAsync(call);
        return await Statuses.GuardAsync(call, parts.History.OfAsync(look.Area, digits, days, step, call.CancellationToken));
    }

    public async IAsyncEnumerable<WatchFiguresReply> WatchFigures(WatchFiguresRequest request, RpcCall call)
    {
        var look = LookOf(request.Area, request.Department, call);
        var view = new View(look, request.Level.Length == 0 ? 0 : parts.Map.Areas.DigitsBelow(look.Area, request.Level));
        await foreach (var reply in parts.Fanout.WatchAsync(view, call.CancellationToken))
        {
            await CallSession.Of(call).RequireStillAsync();
            if (LookOf(request.Area, request.Department, call) != look) yield break;
            yield return reply;
        }
    }

    public async Task<ListBehindReply> ListBehind(ListBehindRequest request, RpcCall call)
    {
        var look = LookOf(request.Area, request.Department, call);
        request = request.Clone();
        request.Department = look.Department;
        await FreshAsync(call);
        return await parts.Behind.ListAsync(request, call);
    }

    public async IAsyncEnumerable<TilePiece> GetTile(GetTileRequest request, RpcCall call)
    {
        var zoom = Number(request.Zoom, 0, CityTiles.ZoomMax, "zoom");
        var column = Number(request.Column, 0, (1 << zoom) - 1, "column");
        var row = Number(request.Row, 0, (1 << zoom) - 1, "row");
        if (request.Edition != parts.Map.Edition)
            throw new RpcException(StatusCode.NotFound, $"There is no edition '{request.Edition}' of the city any more: ask ListAreas for the one in force.");
        var tile = await Task.Run(() => parts.Map.Tile(zoom, column, row), call.CancellationToken);
        yield return new() { Content = UnsafeByteOperations.UnsafeWrap(tile), MediaType = TileType, Tag = request.Edition };
    }

    /// <summary>What the caller may look at.</summary>
    private Look LookOf(string area, string department, RpcCall call)
    {
        parts.Map.Areas.Require(area);
        var caller = Caller.Of(call);
        caller.RequireArea(area, $"Area {area} lies, at least in part,");
        if (department.Length > 0 && !parts.Map.Areas.HasDepartment(department))
            throw Statuses.Invalid("department", $"'{department}' is none of the city's.");
        if (caller.OwnDepartment is not { } own) return new(area, department);
        return department.Length == 0 || department == own ? new(area, own)
            : throw new RpcException(StatusCode.PermissionDenied, $"You act for department '{own}', not for '{department}'.");
    }

    /// <summary>What is open is read up to now, together with all who ask at this moment.</summary>
    private Task<bool> FreshAsync(RpcCall call) => Statuses.GuardAsync(call, parts.Turn.RunAsync());

    private static int Within(int asked, int min, int max, int usual, string field) =>
        asked == 0 ? usual : asked >= min && asked <= max ? asked : throw Statuses.Invalid(field, $"must be {min} to {max}, or 0 for {usual}.");

    private static int Number(string text, int min, int max, string field) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= min && number <= max
            ? number
            : throw Statuses.Invalid(field, $"'{text}' is no number of {min} to {max}.");
}
