using System.Reflection;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Google.Protobuf.WellKnownTypes;
using GridCity.Client;
using GridCity.Grains;
using GridCity.Protos.Desk.V1;
using GridCity.Protos.Field.V1;
using GridCity.Protos.Hotline.V1;
using GridCity.Protos.Type.V1;
using GridCity.Rpc;
using GridCity.Silo.Tests.Lists;
using GridCity.Silo.Tests.Support;
using GridCity.Testing;
using Task = System.Threading.Tasks.Task;

namespace GridCity.Silo.Tests.Access;

/// <summary>An area limits what is seen and what is done; each refusal is in the audit log.</summary>
public sealed class AreaTests(SharedSilo shared)
{
    private const string Elsewhere = "330106000";

    /// <summary>Every method of the desk and the handhelds that names a case.</summary>
    public static TheoryData<string, string> MethodsOfACase()
    {
        var methods = new TheoryData<string, string>();
        foreach (var service in Services)
            foreach (var method in service.Methods.Where(method => method.InputType.FindFieldByName("case_id") is not null))
                if (!method.IsServerStreaming) methods.Add(service.Name, method.Name);
        return methods;
    }

    [Theory, MemberData(nameof(MethodsOfACase))]
    public async Task Every_act_and_read_of_a_case_elsewhere_is_refused(string service, string name)
    {
        var registered = await shared.Crew.RegisterAsync();
        var method = Services.Single(one => one.Name == service).FindMethodByName(name);
        var outsider = await OutsiderAsync();
        object client = service == "Desk" ? outsider.Desk : outsider.Field;

        await Refused.With(StatusCode.PermissionDenied, () => Call(client, method, registered.CaseId));
    }

    [Fact]
    public async Task A_watch_of_a_case_elsewhere_is_refused()
    {
        var registered = await shared.Crew.RegisterAsync();
        var query = (await OutsiderAsync()).Query;
        await using var watch = query.WatchAsync(new() { Case = new() { CaseId = registered.CaseId } }).GetAsyncEnumerator();

        await Refused.With(StatusCode.PermissionDenied, async () => await watch.MoveNextAsync());
    }

    [Fact]
    public async Task A_watch_and_a_list_of_cells_elsewhere_are_refused()
    {
        var outsider = await OutsiderAsync();
        var filter = new QueueFilter { CellPrefix = "330107" };
        await using var queue = outsider.Query.WatchAsync(new() { Queue = filter }).GetAsyncEnumerator();
        await using var area = outsider.Query.WatchAsync(new() { Area = new() { CellPrefix = "330107" } }).GetAsyncEnumerator();

        await Refused.With(StatusCode.PermissionDenied, () => outsider.Desk.ListQueueAsync(new() { Filter = filter }));
        await Refused.With(StatusCode.PermissionDenied, async () => await queue.MoveNextAsync());
        await Refused.With(StatusCode.PermissionDenied, async () => await area.MoveNextAsync());
    }

    [Fact]
    public async Task The_hotline_takes_and_follows_nothing_elsewhere()
    {
        var registered = await shared.Crew.RegisterAsync();
        var agent = await shared.Silo.ClientAsync(Role.Agent, person: "outside-agent", area: Elsewhere);
        var camera = await shared.Silo.ClientAsync(Role.OtherSystem, person: "outside-camera", area: Elsewhere);
        var contest = new ContestRequest
        {
            CommandId = Crew.NewId(), Number = registered.Number, FollowCode = registered.FollowCode, Reason = "no",
        };

        await Denied(() => agent.Hotline.RegisterAsync(Crew.Report()));
        await Denied(() => agent.Hotline.FollowAsync(new() { Number = registered.Number, FollowCode = registered.FollowCode }));
        await Denied(() => agent.Hotline.ContestAsync(contest));
        await Denied(() => camera.Hotline.RecogniseAsync(new()
        {
            CommandId = Crew.NewId(), Category = "0101", Place = Crew.Report().Place,
            Recognition = new() { Recogniser = "camera-1", ConfidencePerMille = 900, Evidence = { "blob-1" } },
        }));
    }

    [Fact]
    public async Task A_case_is_not_hung_on_one_elsewhere()
    {
        var registered = await shared.Crew.RegisterAsync();
        var inside = await shared.Silo.ClientAsync(Role.Clerk, person: "inside", area: registered.Cell[..12]);
        var main = await ElsewhereAsync();

        await Denied(() => inside.Desk.MergeAsync(
            new() { CommandId = Crew.NewId(), CaseId = registered.CaseId, Into = main, Reason = "same" }));
        await Denied(() => inside.Desk.JoinAsync(new() { CommandId = Crew.NewId(), CaseId = registered.CaseId, Parent = main }));
    }

    [Fact]
    public async Task Several_areas_are_seen_together_and_counted_once()
    {
        await using var silo = await TestSilo.StartAsync();
        var crew = await Crew.OfAsync(silo);
        var (one, two) = (await crew.RegisterAsync(), await NoPlaceAsync(crew));
        var administrator = await silo.ClientAsync(Role.Administrator);
        await administrator.Users.AddUserAsync(new() { Id = "u-two" });
        var post = await administrator.Users.GrantPostAsync(
            new() { User = "u-two", Role = "clerk", Areas = { one.Cell, two.Cell, "330199" } });
        var issued = await administrator.Users.IssueTokenAsync(new() { PostId = post.PostId });
        var desk = silo.Connect(issued.Token).Desk;
        await CaseListTests.CaughtUpAsync(silo);

        var listed = (await desk.ListQueueAsync(new())).Cases.Select(@case => @case.CaseId);
        var counted = (await desk.StatisticsAsync(new())).Figures.Single(figure => figure.Measure == "registered").Amount;
        var narrower = (await desk.ListQueueAsync(new() { Filter = new() { CellPrefix = two.Cell } })).Cases;

        Assert.Equal([one.CaseId, two.CaseId], listed);
        Assert.Equal(2, counted);
        Assert.Equal(two.CaseId, Assert.Single(narrower).CaseId);
    }

    [Fact]
    public async Task A_refusal_is_in_the_audit_log()
    {
        var registered = await shared.Crew.RegisterAsync();
        var curious = await shared.Silo.ClientAsync(Role.Clerk, person: "curious", area: Elsewhere);

        await Denied(() => curious.Desk.GetCaseAsync(new() { CaseId = registered.CaseId }));

        await Eventually.Is(
            async () => await shared.Silo.Database.ScalarAsync<long>(
                """
                SELECT count(*) FROM audit WHERE actor = 'curious' AND action = 'access.denied'
                    AND subject = '/gridcity.desk.v1.Desk/GetCase' AND detail ->> 'status' = 'PermissionDenied'
                """) == 1,
            "the refusal in the audit log");
    }

    [Fact]
    public async Task A_department_sees_its_own_cases_and_those_it_helps_at()
    {
        var crew = shared.Crew;
        var handler = await shared.Silo.ClientAsync(Role.Handler, unit: "roads", person: "h-roads");
        var roads = handler.Desk;
        var id = (await crew.RegisterAsync()).CaseId;
        await Denied(() => roads.GetCaseAsync(new() { CaseId = id }));
        await crew.BringAsync(id, Stage.Dispatched);

        await Denied(() => roads.GetCaseAsync(new() { CaseId = id }));
        await Denied(() => roads.ListQueueAsync(new() { Filter = new() { Department = "water" } }));
        Assert.All((await roads.ListQueueAsync(new())).Cases, @case => Assert.Equal("roads", @case.Department));
        await using var watch = handler.Query.WatchAsync(new() { Case = new() { CaseId = id } }).GetAsyncEnumerator();
        await Denied(async () => await watch.MoveNextAsync());
        Assert.Equal(id, (await crew.Handler.Desk.GetCaseAsync(new() { CaseId = id })).Summary.CaseId);

        await crew.Dispatcher.Desk.InvolveAsync(new() { CommandId = Crew.NewId(), CaseId = id, Department = "roads" });
        Assert.Equal(id, (await roads.GetCaseAsync(new() { CaseId = id })).Summary.CaseId);
    }

    private static ServiceDescriptor[] Services =>
        [DeskReflection.Descriptor.Services[0], FieldReflection.Descriptor.Services[0]];

    private static Task Denied(Func<Task> call) => Refused.With(StatusCode.PermissionDenied, call);

    private Task<GridCityClient> OutsiderAsync() =>
        shared.Silo.ClientAsync(Role.Clerk, person: "outsider", area: Elsewhere);

    /// <summary>In the cell for reports without a place.</summary>
    private async Task<string> ElsewhereAsync() => (await NoPlaceAsync(shared.Crew)).CaseId;

    private static Task<RegisterReply> NoPlaceAsync(Crew crew) =>
        crew.Agent.Hotline.RegisterAsync(new() { CommandId = Crew.NewId(), Category = "0101", Address = "somewhere" });

    /// <summary>Calls a method with what it needs to reach the case.</summary>
    private static Task Call(object client, MethodDescriptor method, string @case)
    {
        var request = (IMessage)Activator.CreateInstance(method.InputType.ClrType)!;
        foreach (var name in new[] { "case_id", "into", "parent" })
            method.InputType.FindFieldByName(name)?.Accessor.SetValue(request, @case);
        method.InputType.FindFieldByName("command_id")?.Accessor.SetValue(request, Crew.NewId());
        method.InputType.FindFieldByName("until")?.Accessor
            .SetValue(request, Timestamp.FromDateTimeOffset(TimeProvider.System.GetUtcNow().AddDays(1)));
        return (Task)client.GetType().GetMethod($"{method.Name}Async", BindingFlags.Public | BindingFlags.Instance)!
            .Invoke(client, [request, CancellationToken.None])!;
    }
}
