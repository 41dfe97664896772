using GridCity.Grains;
using GridCity.Grains.Departments;
using GridCity.Grains.DutyGrids;
using GridCity.Protos.Admin.V1;
using GridCity.Rpc;
using GridCity.Runtime.Engine;
using GridCity.Silo.Access;
using GridCity.Silo.Cities;
using GridCity.Silo.Operations;

namespace GridCity.Silo.Edges;

/// <summary>gridcity.admin.v1.Admin: the city, its people and its tokens.</summary>
internal sealed class AdminService(
    CommandEdge edge, LoadedCity city, RegisteredCity registered, UserDesk users, UserRules rules, Backlog backlog, CityDesk cities,
    string engineName)
{
    public Task<GetVersionReply> GetVersion(GetVersionRequest request, RpcCall call) =>
        Task.FromResult(new GetVersionReply { Version = BuildInfo.Version, Build = BuildInfo.Build, Engine = engineName });

    public Task<GetCityReply> GetCity(GetCityRequest request, RpcCall call) =>
        Task.FromResult(CityMessages.Reply(city, registered));

    public Task<ApplyCityReply> ApplyCity(IAsyncEnumerable<ApplyCityRequest> parts, RpcCall call) => cities.ApplyAsync(parts, call);

    public async Task<CreateTokenReply> CreateToken(CreateTokenRequest request, RpcCall call)
    {
        var by = Caller.Of(call).Require(Role.Administrator);
        var wanted = rules.Token(request.Person, request.Role, request.Unit, request.Area, request.Days);
        var issued = await Statuses.GuardAsync(users.IssueAsync(wanted, by, call.CancellationToken));
        return new() { Token = issued.Text, TokenId = issued.Id.ToString(), ExpiresAt = CaseMessages.Moment(issued.ExpiresAt) };
    }

    public async Task<RevokeTokenReply> RevokeToken(RevokeTokenRequest request, RpcCall call)
    {
        var by = Caller.Of(call).Require(Role.Administrator);
        if (!Guid.TryParse(request.TokenId, out var id)) throw Statuses.Invalid("token_id", "is not the id of a token.");
        await Statuses.GuardAsync(Done(users.RevokeTokenAsync(id, by, call.CancellationToken)));
        return new();
    }

    private static async Task<bool> Done(Task work)
    {
        await work;
        return true;
    }

    public async Task<GrainReply> EstablishDepartment(EstablishDepartmentRequest request, RpcCall call)
    {
        var unit = city.City.Departments.GetValueOrDefault(request.Department)
            ?? throw Statuses.Invalid("department", $"'{request.Department}' is not in the city's folder.");
        Caller.Of(call).RequireArea(city.Pack.Departments.First(one => one.Code == unit.Code).Area, $"Department {unit.Code} lies");
        return await AskAsync(
            DepartmentKind.Kind.Id(unit.Code), new DepartmentCommand.Establish(unit.Label), request.CommandId, request, call);
    }

    public async Task<GrainReply> AppointInspectors(AppointInspectorsRequest request, RpcCall call)
    {
        var grid = new DutyGridId(request.DutyGrid);
        if (!city.City.Ground.Has(grid))
            throw Statuses.Invalid("duty_grid", $"'{request.DutyGrid}' is no duty grid of this city.");
        if (request.Inspectors.FirstOrDefault(code => !city.HasInspector(code)) is { } unknown)
            throw Statuses.Invalid("inspectors", $"'{unknown}' is not in the city's folder.");
        // The grid of what has no place is the whole city's.
        var area = city.Pack.DutyGrids.FirstOrDefault(one => one.Code == request.DutyGrid)?.Area ?? city.City.Code;
        Caller.Of(call).RequireArea(area, $"Duty grid {request.DutyGrid} lies");
        return await AskAsync(
            grid.Grain, new DutyGridCommand.Appoint([.. request.Inspectors]), request.CommandId, request, call);
    }

    public Task<GetBacklogReply> GetBacklog(GetBacklogRequest request, RpcCall call)
    {
        Caller.Of(call).Require(Role.Administrator);
        return Statuses.GuardAsync(backlog.CountAsync(call.CancellationToken));
    }

    private async Task<GrainReply> AskAsync(
        GrainId grain, IGrainCommand command, string commandId, Google.Protobuf.IMessage request, RpcCall call)
    {
        Outcome.Accepted accepted = await edge.AskAsync(grain, command, edge.CommandId(commandId), request, call);
        return new() { Version = accepted.Version };
    }
}
