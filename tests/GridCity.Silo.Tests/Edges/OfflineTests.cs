using Google.Protobuf.WellKnownTypes;
using GridCity.Client;
using GridCity.Grains;
using GridCity.Protos.Field.V1;
using GridCity.Protos.Type.V1;
using GridCity.Rpc;
using GridCity.Runtime.Simulation;
using GridCity.Silo.Tests.Support;
using Task = System.Threading.Tasks.Task;

namespace GridCity.Silo.Tests.Edges;

/// <summary>What a handheld did without a connection comes late, twice and in pieces, and counts once.</summary>
public sealed class OfflineTests(SharedSilo shared)
{
    private static readonly DateTimeOffset Then = TimeProvider.System.GetUtcNow().AddHours(-1);

    [Fact]
    public async Task A_batch_is_applied_once_in_its_order_with_the_times_of_its_acts()
    {
        await using var silo = await TestSilo.StartAsync();
        var crew = await Crew.OfAsync(silo);
        var field = crew.Inspector.Field;
        await field.SignOnAsync(new() { CommandId = Crew.NewId(), DutyGrid = SmallCity.DutyGrid });
        var (wanted, handled) = (await WantedAsync(crew), (await crew.RegisterAsync()).CaseId);
        await crew.BringAsync(handled, Stage.AwaitingCheck);
        var photo = Pictures.Jpeg(3_000);
        var photoId = (await crew.Inspector.Photos.PutAsync(PhotosClient.NameOf(photo), photo)).PhotoId;
        OfflineAct[] acts =
        [
            Report(0), SelfHandle(1), Verify(wanted, 2), Check(handled, 3), Positions(TimeProvider.System.GetUtcNow()), Report(4),
        ];
        acts[0].Report.OnSite.Photos.Add(photoId);

        var first = await field.SendOfflineAsync(acts);
        var events = await EventsAsync(silo);
        var again = await field.SendOfflineAsync(acts);

        Assert.All(first, answer => Assert.Equal((OfflineResult.Applied, ""), (answer.Result, answer.Reason)));
        Assert.Equal(events, await EventsAsync(silo));
        for (var at = 0; at < acts.Length; at++)
        {
            Assert.Equal(acts[at].Positions is null ? OfflineResult.AppliedBefore : OfflineResult.Applied, again[at].Result);
            Assert.Equal((first[at].CommandId, first[at].CaseId, first[at].Number), (again[at].CommandId, again[at].CaseId, again[at].Number));
        }

        var entry = (await crew.Clerk.Desk.GetCaseAsync(new() { CaseId = first[0].CaseId })).Timeline[0];
        Assert.Equal((acts[0].Report.OnSite.HappenedAt, photoId), (entry.HappenedAt, entry.Photos.Single()));
        var order = await silo.Database.ScalarAsync<string[]>(
            """
            SELECT array_agg(c.id::text ORDER BY j.position) FROM command c JOIN journal j ON j.grain = c.grain AND j.version = c.version
            WHERE c.caller = 'inspector-1' AND c.grain ^@ 'case/'
            """);
        Assert.Equal(first.Select(answer => answer.CommandId).Where(id => id.Length > 0), order);
    }

    [Fact]
    public async Task A_refused_act_stops_only_those_that_need_it_and_may_come_again()
    {
        var field = shared.Crew.Inspector.Field;
        var wanted = await WantedAsync(shared.Crew);
        var photo = Pictures.Jpeg(3_000);
        var name = PhotosClient.NameOf(photo);
        OfflineAct[] acts = [Report(0), Verify(wanted, 1), Report(2), Report(3)];
        acts[0].Report.OnSite.Photos.Add(name.Digest);
        acts[1].Needs.Add(acts[0].Report.CommandId);
        acts[3].Report.Category = "none";

        var first = await field.SendOfflineAsync(acts);
        await shared.Crew.Inspector.Photos.PutAsync(name, photo);
        var again = await field.SendOfflineAsync(acts);

        Assert.Equal(
            [OfflineResult.Refused, OfflineResult.Refused, OfflineResult.Applied, OfflineResult.Refused], first.Select(answer => answer.Result));
        Assert.Equal([true, true, false, false], first.Select(answer => answer.Again));
        Assert.Equal((3, "category"), (first[3].Code, first[3].Field));
        Assert.Contains(acts[0].Report.CommandId, first[1].Reason, StringComparison.Ordinal);
        Assert.Equal(
            [OfflineResult.Applied, OfflineResult.Applied, OfflineResult.AppliedBefore, OfflineResult.Refused],
            again.Select(answer => answer.Result));
    }

    [Fact]
    public async Task An_act_says_when_it_was_done_and_what_the_clock_is_off_is_noted()
    {
        var field = shared.Crew.Inspector.Field;
        OfflineAct[] acts = [Report(0), Report(0), Report(0), Report(0)];
        acts[0].Report.OnSite.HappenedAt = null;
        acts[1].Report.OnSite.HappenedAt = Timestamp.FromDateTimeOffset(TimeProvider.System.GetUtcNow().AddHours(-73));
        acts[2].Report.OnSite.HappenedAt = Timestamp.FromDateTimeOffset(TimeProvider.System.GetUtcNow().AddHours(1));

        var answers = await field.SendOfflineAsync(acts);
        var skewed = await SendRawAsync([new() { Report = Report(0).Report, SentAt = Timestamp.FromDateTimeOffset(TimeProvider.System.GetUtcNow().AddMinutes(-10)) }]);

        Assert.All(answers.Take(3), answer => Assert.Equal((OfflineResult.Refused, "on_site.happened_at"), (answer.Result, answer.Field)));
        Assert.Equal(OfflineResult.Applied, answers[3].Result);
        var entry = (await shared.Crew.Clerk.Desk.GetCaseAsync(new() { CaseId = skewed[0].CaseId })).Timeline[0];
        Assert.InRange(entry.ClockAheadSeconds, -660, -590);
        await Refused.Naming("sent_at", () => SendRawAsync([Report(0)]));
    }

    [Fact]
    public async Task A_batch_that_breaks_off_goes_on()
    {
        var field = shared.Crew.Inspector.Field;
        OfflineAct[] acts = [.. Enumerable.Range(0, 250).Select(Report)];

        Assert.Equal(40, (await SendRawAsync(acts[..40])).Count);
        var answers = await field.SendOfflineAsync(acts);

        Assert.All(answers.Take(40), answer => Assert.Equal(OfflineResult.AppliedBefore, answer.Result));
        Assert.All(answers.Skip(40), answer => Assert.Equal(OfflineResult.Applied, answer.Result));
        Assert.Equal(250, answers.Select(answer => answer.CaseId).Distinct().Count());
    }

    [Fact]
    public async Task A_device_that_comes_back_sends_its_photos_before_its_acts_at_a_moment_of_its_own()
    {
        var time = new ManualTimeProvider(TimeProvider.System.GetUtcNow());
        var device = shared.Silo.Connect((await shared.Silo.TokenAsync(Role.Inspector, "inspector-1", "i1")).Text, time: time);
        var photo = Pictures.Jpeg(3_000);
        var name = PhotosClient.NameOf(photo);
        var report = Report(0);
        report.Report.OnSite.Photos.Add(name.Digest);

        var back = device.Field.ComeBackAsync(new([new(name, () => photo)], [report]));
        Assert.Equal(1, time.TimersDueWithin(new GridCityClientOptions().ComeBackWithin));
        time.Advance(new GridCityClientOptions().ComeBackWithin);

        Assert.Equal(OfflineResult.Applied, Assert.Single(await back).Result);
    }

    [Fact]
    public async Task Positions_of_no_shift_and_batches_of_other_posts_are_refused()
    {
        var inspector = await shared.Silo.ClientAsync(Role.Inspector, person: "never-on-duty", unit: "i2");

        var answer = Assert.Single(await inspector.Field.SendOfflineAsync([Positions(TimeProvider.System.GetUtcNow().AddHours(-2))]));

        Assert.Equal((OfflineResult.Refused, "positions"), (answer.Result, answer.Field));
        await Refused.With(StatusCode.PermissionDenied, () => shared.Crew.Clerk.Field.SendOfflineAsync([Report(0)]));
    }

    private async Task<List<OfflineAnswer>> SendRawAsync(OfflineAct[] acts)
    {
        var token = (await shared.Silo.TokenAsync(Role.Inspector, "inspector-1", "i1")).Text;
        using var channel = new RpcChannel(shared.Silo.Address, new() { Headers = new() { { "authorization", $"Bearer {token}" } } });
        var method = RpcMethod<OfflineAct, OfflineAnswer>.Of(FieldReflection.Descriptor.Services[0], "SendOffline");
        await using var stream = channel.Streaming(method);
        if (acts.Length > 1) acts[0].SentAt = Timestamp.FromDateTimeOffset(TimeProvider.System.GetUtcNow());
        foreach (var act in acts) await stream.SendAsync(act);
        stream.Complete();
        var answers = new List<OfflineAnswer>();
        await foreach (var answer in stream.ReadAllAsync()) answers.Add(answer);
        return answers;
    }

    private static OnSite OnSite(int minute) => new() { HappenedAt = Timestamp.FromDateTimeOffset(Then.AddMinutes(minute)) };

    private static OfflineAct Report(int minute) => new()
    {
        Report = new() { CommandId = Crew.NewId(), Category = "0101", Place = Crew.Report().Place, OnSite = OnSite(minute % 60) },
    };

    private static OfflineAct SelfHandle(int minute) => new()
    {
        SelfHandle = new()
        {
            CommandId = Crew.NewId(), Category = "0101", Place = Crew.Report().Place, Result = "swept", OnSite = OnSite(minute),
        },
    };

    private static OfflineAct Verify(string @case, int minute) => new()
    {
        Verify = new() { CommandId = Crew.NewId(), CaseId = @case, Found = true, OnSite = OnSite(minute) },
    };

    private static OfflineAct Check(string @case, int minute) => new()
    {
        Check = new() { CommandId = Crew.NewId(), CaseId = @case, Passed = true, OnSite = OnSite(minute) },
    };

    private static OfflineAct Positions(DateTimeOffset at) => new()
    {
        Positions = new()
        {
            Positions = { new Position { Place = Crew.Report().Place, AccuracyMetres = 5, At = Timestamp.FromDateTimeOffset(at) } },
        },
    };

    private static async Task<string> WantedAsync(Crew crew)
    {
        var id = (await crew.RegisterAsync()).CaseId;
        await crew.Clerk.Desk.WantVerifyAsync(new() { CommandId = Crew.NewId(), CaseId = id });
        return id;
    }

    private static Task<long> EventsAsync(TestSilo silo) =>
        silo.Database.ScalarAsync<long>("SELECT count(*) FROM journal WHERE grain ^@ 'case/' AND name !~ 'inspector'");
}
