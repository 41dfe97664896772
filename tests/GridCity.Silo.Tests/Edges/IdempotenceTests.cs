using GridCity.Grains;
using GridCity.Protos.Desk.V1;
using GridCity.Protos.Type.V1;
using GridCity.Rpc;
using GridCity.Silo.Tests.Support;

namespace GridCity.Silo.Tests.Edges;

public sealed class IdempotenceTests(SharedSilo shared)
{
    [Fact]
    public async Task A_report_registered_twice_is_one_case_with_one_number()
    {
        var request = Crew.Report();

        var first = await shared.Crew.Agent.Hotline.RegisterAsync(request);
        var second = await shared.Crew.Agent.Hotline.RegisterAsync(request);

        Assert.Equal(first, second);
    }

    [Fact]
    public async Task An_act_asked_twice_happens_once_and_answers_the_same_even_later()
    {
        var crew = shared.Crew;
        var @case = (await crew.RegisterAsync()).CaseId;
        var file = new FileRequest { CommandId = Crew.NewId(), CaseId = @case, Standard = SmallCity.Standard };

        var first = await crew.Clerk.Desk.FileAsync(file);
        await crew.Dispatcher.Desk.DispatchAsync(new() { CommandId = Crew.NewId(), CaseId = @case, Department = "water" });
        var later = await crew.Clerk.Desk.FileAsync(file);

        Assert.Equal(first, later);
        Assert.Equal(Stage.Filed, later.Stage);
        var found = await crew.Clerk.Desk.GetCaseAsync(new() { CaseId = @case });
        Assert.Single(found.Timeline, entry => entry.Event == "case.filed.v1");
    }

    [Fact]
    public async Task A_refused_act_is_decided_anew()
    {
        var crew = shared.Crew;
        var @case = (await crew.RegisterAsync()).CaseId;
        var dispatch = new DispatchRequest { CommandId = Crew.NewId(), CaseId = @case, Department = "water" };

        await Refused.With(StatusCode.FailedPrecondition, () => crew.Dispatcher.Desk.DispatchAsync(dispatch));
        await crew.BringAsync(@case, Stage.Filed);

        Assert.Equal(Stage.Dispatched, (await crew.Dispatcher.Desk.DispatchAsync(dispatch)).Stage);
    }

    [Fact]
    public async Task The_same_id_with_other_content_is_refused()
    {
        var request = Crew.Report();
        await shared.Crew.Agent.Hotline.RegisterAsync(request);
        request.Address = "elsewhere";

        await Refused.Naming("command_id", () => shared.Crew.Agent.Hotline.RegisterAsync(request));
    }

    [Fact]
    public async Task The_same_id_for_another_act_with_the_same_fields_is_refused()
    {
        var crew = shared.Crew;
        var @case = (await crew.RegisterAsync()).CaseId;
        var id = Crew.NewId();
        await crew.Clerk.Desk.FileAsync(new() { CommandId = id, CaseId = @case, Standard = SmallCity.Standard });

        // Both requests hold the same bytes; only their names differ.
        await Refused.Naming("command_id", () => crew.Clerk.Desk.CloseAsync(new() { CommandId = id, CaseId = @case, Standard = SmallCity.Standard }));
    }

    [Fact]
    public async Task Two_callers_may_choose_the_same_id()
    {
        var other = await shared.Silo.ClientAsync(Role.Agent, person: "agent-2");
        var request = Crew.Report();

        var first = await shared.Crew.Agent.Hotline.RegisterAsync(request);
        var second = await other.Hotline.RegisterAsync(request);

        Assert.NotEqual(first.CaseId, second.CaseId);
        Assert.NotEqual(first.Number, second.Number);
    }
}
