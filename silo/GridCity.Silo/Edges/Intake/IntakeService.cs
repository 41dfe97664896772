using GridCity.Cities.Model;
using GridCity.Grains.Cases;
using GridCity.Grains.Cities;
using GridCity.Protos.Hotline.V1;
using GridCity.Protos.Query.V1;
using GridCity.Rpc;
using GridCity.Runtime.Engine;
using GridCity.Runtime.Projections.Lists;
using GridCity.Silo.Access;
using GridCity.Silo.Cities;
using GridCity.Silo.Edges.Finding;
using Point = GridCity.Protos.Type.V1.Point;

namespace GridCity.Silo.Edges.Intake;

/// <summary>gridcity.hotline.v1.Intake: what is known before a report is sent.</summary>
internal sealed class IntakeService(
    LoadedCity city, ReportDesk reports, CaseDuplicates duplicates, CaseSearch search, CommandEdge edge, GridClock clock)
{
    private const int TextLengthMax = 200;
    private const int PlacesUsual = 10, PlacesMax = 50;

    /// <summary>Earlier reports that are looked at for their address.</summary>
    private const int CasesMax = 5;

    private volatile Known _known = new(city.Pack);

    public async Task<PrepareReply> Prepare(PrepareRequest request, RpcCall call)
    {
        var category = CategoryOf(request.Category);
        var words = $"{reports.Checked(request.Description, "description")} {reports.Checked(request.Address, "address")}";
        var reply = new PrepareReply { Categories = { Now().Categories.Guess(words).Select(Message) } };
        if (category is not null) reply.Standards.AddRange(category.Standards.Select(Forecast));
        if (request.Place is { } place) await LocateAsync(reply, place, request, call);
        return reply;
    }

    public async Task<FindPlacesReply> FindPlaces(FindPlacesRequest request, RpcCall call)
    {
        if (request.Text.Trim().Length is 0 or > TextLengthMax) throw Statuses.Invalid("text", $"must have 1 to {TextLengthMax} characters.");
        if (request.CountMax is < 0 or > PlacesMax) throw Statuses.Invalid("count_max", $"must be 1 to {PlacesMax}, or 0 for {PlacesUsual}.");
        var count = request.CountMax == 0 ? PlacesUsual : request.CountMax;
        var reply = new FindPlacesReply { Places = { await EarlierAsync(request.Text, call) } };
        reply.Places.AddRange(Now().Names.Find(request.Text, count));
        while (reply.Places.Count > count) reply.Places.RemoveAt(count);
        return reply;
    }

    private async Task LocateAsync(PrepareReply reply, Point point, PrepareRequest request, RpcCall call)
    {
        var (cell, place) = reports.Located(point);
        Caller.Of(call).RequireArea(cell, $"Cell {cell} lies");
        reply.Cell = cell;
        reply.Areas.AddRange(Now().Names.Areas(cell));
        reply.DutyGrid = Now().Names.DutyGrid(cell);
        var category = city.Pack.Categories.FirstOrDefault(one => one.Code == request.Category);
        if (category is not null) reply.Department = city.Pack.DepartmentFor(category, cell) ?? "";
        reply.Duplicates.AddRange(
            await duplicates.SuggestAsync(place!.Value, request.Category, request.Address, request.Description, clock.Now, call));
    }

    /// <summary>Where reports with that address lay, each address once.</summary>
    private async Task<IEnumerable<FoundPlace>> EarlierAsync(string text, RpcCall call)
    {
        var asked = Words.Of(text).ToHashSet(StringComparer.Ordinal);
        if (asked.Count == 0) return [];
        var found = await search.FindAsync(new() { Text = text, PageSize = CasesMax }, call);
        var places = new List<FoundPlace>();
        foreach (var one in found.Cases)
            if ((await edge.ReadAsync(new CaseId(one.CaseId).Grain, call)).State is CaseState.Known { Ticket.Report: { Place: { } place, Address: { } address } report }
                && Words.Of(address).Any(asked.Contains))
                places.Add(new()
                {
                    Kind = "case", Code = report.Number, Address = address, Cell = report.Cell,
                    Place = new() { Latitude = place.Latitude, Longitude = place.Longitude },
                });
        return places.DistinctBy(one => one.Address);
    }

    private GridCity.Grains.Cities.Category? CategoryOf(string code) =>
        code.Length == 0 ? null
        : city.City.Categories.TryGetValue(code, out var known) ? known
        : throw Statuses.Invalid("category", $"'{code}' is not one of the city's. GetCity lists them.");

    private StandardForecast Forecast(FilingStandard standard) =>
        new() { Code = standard.Code, DueAt = CaseMessages.Moment(clock.Now.AddMinutes(standard.HandlingMinutesMax)) };

    private static CategorySuggestion Message(CategoryGuess guess) =>
        new() { Category = guess.Category, Score = guess.Score, Standard = guess.Standard };

    /// <summary>Made anew when another state of the city came into force.</summary>
    private Known Now() => _known is { } known && known.Pack == city.Pack ? known : _known = new(city.Pack);

    private sealed class Known(CityPack pack)
    {
        public CityPack Pack => pack;

        public CategoryWords Categories { get; } = new(pack);

        public PlaceNames Names { get; } = new(pack);
    }
}
