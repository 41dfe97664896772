using GridCity.Grains;
using GridCity.Protos.Type.V1;
using GridCity.Rpc;
using GridCity.Silo.Tests.Support;
using GridCity.Testing;

namespace GridCity.Silo.Tests.Edges;

public sealed class StatusTests(SharedSilo shared)
{
    private static readonly string Nobody = new('0', 32);

    [Fact]
    public async Task An_unknown_case_is_not_found() =>
        await Refused.With(StatusCode.NotFound, () => shared.Crew.Clerk.Desk.FileAsync(
            new() { CommandId = Crew.NewId(), CaseId = Nobody, Standard = SmallCity.Standard }));

    [Fact]
    public async Task An_act_out_of_turn_says_where_the_case_is_and_who_holds_it()
    {
        var registered = await shared.Crew.RegisterAsync();

        var error = await Refused.With(StatusCode.FailedPrecondition, () => shared.Crew.Clerk.Desk.CloseAsync(
            new() { CommandId = Crew.NewId(), CaseId = registered.CaseId, Standard = SmallCity.Standard }));

        Assert.Contains("registered", error.Message);
        Assert.Contains("clerks", error.Message);
    }

    [Fact]
    public async Task The_wrong_post_is_denied_and_audited()
    {
        var agent = await shared.Silo.ClientAsync(Role.Agent, person: "nosy-agent");
        var registered = await shared.Crew.RegisterAsync();

        await Refused.With(StatusCode.PermissionDenied, () => agent.Desk.FileAsync(
            new() { CommandId = Crew.NewId(), CaseId = registered.CaseId, Standard = SmallCity.Standard }));

        await Eventually.Is(
            async () => await shared.Silo.Database.ScalarAsync<long>(
                "SELECT count(*) FROM audit WHERE actor = 'nosy-agent' AND action = 'access.denied' AND subject LIKE '%/File'") == 1,
            "the denied call stands in the audit log");
    }

    [Fact]
    public async Task Another_department_is_denied()
    {
        var roads = await shared.Silo.ClientAsync(Role.Handler, unit: "roads");
        var registered = await shared.Crew.RegisterAsync();
        await shared.Crew.BringAsync(registered.CaseId, Stage.Dispatched);

        await Refused.With(StatusCode.PermissionDenied, () => roads.Desk.HandleAsync(
            new() { CommandId = Crew.NewId(), CaseId = registered.CaseId }));
    }

    [Fact]
    public async Task An_id_older_than_thirty_days_is_refused_not_executed()
    {
        var request = Crew.Report();
        request.CommandId = Guid.CreateVersion7(TimeProvider.System.GetUtcNow().AddDays(-31)).ToString();

        var error = await Refused.With(StatusCode.FailedPrecondition, () => shared.Crew.Agent.Hotline.RegisterAsync(request));

        Assert.Contains("older than 30 days", error.Message);
    }
}
