using GridCity.Grains;
using GridCity.Grains.Cases;
using GridCity.Grains.Cities;
using GridCity.Protos.Citizen.V1;
using GridCity.Rpc;
using GridCity.Runtime.Engine;
using GridCity.Silo.Access;
using GridCity.Silo.Cities;
using GridCity.Silo.Edges.Finding;
using GridCity.Silo.Limits;
using Category = GridCity.Protos.Citizen.V1.Category;

namespace GridCity.Silo.Edges.Citizens;

/// <summary>gridcity.citizen.v1.Citizens: what anybody may do without an account. Each address has its share.</summary>
internal sealed class CitizenService(
    CommandEdge edge, CitizenReports reports, FollowedCases followed, HotlineService hotline, CaseDuplicates duplicates,
    LoadedCity city, CitizenQuotas quotas, GridClock clock)
{
    private const int ProblemsMax = 5;
    private const int MetresStep = 10;

    public Task<DescribeReply> Describe(DescribeRequest request, RpcCall call)
    {
        quotas.Looks.Require(call.Peer);
        var (south, west, north, east) = city.Cells.Box();
        return Task.FromResult(new DescribeReply
        {
            NameZh = city.Pack.Info.Name.Zh,
            NameEn = city.Pack.Info.Name.En,
            Categories = { city.Pack.Categories.Select(Message) },
            SouthWest = new() { Latitude = south, Longitude = west },
            NorthEast = new() { Latitude = north, Longitude = east },
            PlaceRequired = city.Cells.NoPlaceCell is null,
            PhotosMax = CitizenPhotos.CountMax,
            TextMax = city.City.Limits.TextLengthMax,
        });
    }

    public async Task<FindKnownReply> FindKnown(FindKnownRequest request, RpcCall call)
    {
        quotas.Looks.Require(call.Peer);
        Checked(request.Words, "words");
        if (request.Place is not { } place || !Place.IsOnEarth(place.Longitude, place.Latitude))
            throw Statuses.Invalid("place", "is missing, or no position: degrees north in latitude, degrees east in longitude.");
        var near = await duplicates.SuggestAsync(new(place.Longitude, place.Latitude), request.Category, "", request.Words, clock.Now, call);
        return new() { Problems = { near.Where(one => IsShown(one.Case.Stage)).Take(ProblemsMax).Select(Message) } };
    }

    public Task<CheckTextReply> CheckText(CheckTextRequest request, RpcCall call)
    {
        quotas.Looks.Require(call.Peer);
        return Task.FromResult(new CheckTextReply { Found = { PersonalData.Kinds(Checked(request.Text, "text")) } });
    }

    public Task<ReportReply> Report(ReportRequest request, RpcCall call)
    {
        quotas.Reports.Require(call.Peer);
        return reports.TakeAsync(request, call);
    }

    public async Task<FollowReply> Follow(FollowRequest request, RpcCall call)
    {
        quotas.Follows.Require(call.Peer);
        if (request.KnownId.Length > 0) return Message(await KnownAsync(request.KnownId, call), isReporters: false);
        var (_, known) = await followed.FindAsync(request.Number, request.FollowCode, call);
        return Message(await followed.GoesOnAsync(known, call), isReporters: true);
    }

    public async Task<ContestReply> Contest(ContestRequest request, RpcCall call)
    {
        quotas.Follows.Require(call.Peer);
        var contest = new Protos.Hotline.V1.ContestRequest
        {
            CommandId = request.CommandId, Number = request.Number, FollowCode = request.FollowCode, Reason = request.Reason,
        };
        return new() { Stage = (await hotline.Contest(contest, call)).Stage };
    }

    private string Checked(string text, string field) => text.Length <= city.City.Limits.TextLengthMax
        ? text
        : throw Statuses.Invalid(field, $"has more than {city.City.Limits.TextLengthMax} characters. Shorten it.");

    /// <summary>What a person of the city has confirmed; before that it is one citizen's word, and stays with the city.</summary>
    private static bool IsShown(Protos.Type.V1.Stage stage) => stage is not (
        Protos.Type.V1.Stage.Unspecified or Protos.Type.V1.Stage.Registered or Protos.Type.V1.Stage.Recognised
        or Protos.Type.V1.Stage.Verifying or Protos.Type.V1.Stage.ReturnedToClerk);

    private async Task<CaseState.Known> KnownAsync(string id, RpcCall call) =>
        (await edge.ReadAsync(CaseEdge.Id(id, "known_id").Grain, call)).State is CaseState.Known known
            && IsShown(CaseMessages.StageOf(known.Stage))
            ? await followed.GoesOnAsync(known, call)
            : throw CaseEdge.Unknown();

    private FollowReply Message(CaseState.Known known, bool isReporters) => new()
    {
        Number = isReporters ? known.Ticket.Report.Number : "",
        Category = known.Ticket.Report.Category,
        Stage = CaseMessages.StageOf(known.Stage),
        RegisteredAt = CaseMessages.Moment(known.Ticket.RegisteredAt),
        StageSince = CaseMessages.Moment(known.StageSince),
        ClosedAt = CaseMessages.Moment(known.ClosedAt),
        Contestable = isReporters && CaseWorkflow.Options(known, new(clock.Now, PublicCaller.Actor, city.City, default))
            .Any(option => option.Act == "contest" && option.Why is null),
    };

    private static KnownProblem Message(Protos.Type.V1.PossibleDuplicate near) => new()
    {
        KnownId = near.Case.CaseId,
        Category = near.Case.Category,
        Stage = near.Case.Stage,
        RegisteredAt = near.Case.RegisteredAt,
        Metres = (int)Math.Round(near.Metres / MetresStep) * MetresStep,
    };

    private static Category Message(GridCity.Cities.Model.Category category) => new()
    {
        Code = category.Code, Group = category.Group, LabelZh = category.Name.Zh, LabelEn = category.Name.En,
    };
}
