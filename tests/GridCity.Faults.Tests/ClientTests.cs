using GridCity.Client;
using GridCity.Faults.Tests.Checks;
using GridCity.Faults.Tests.Support;
using GridCity.Protos.Query.V1;
using GridCity.Rpc;
using GridCity.Testing;

namespace GridCity.Faults.Tests;

/// <summary>The client that programs use, which knows two silos, when one of them is killed.</summary>
public sealed class ClientTests
{
    private const int CallersMax = 8, CasesEach = 50, BeforeKill = 50;

    private static readonly TimeSpan AnswerMax = TimeSpan.FromSeconds(120);

    [Fact]
    public async Task Calls_and_watches_go_on_at_the_other_silo_and_nothing_is_lost_or_done_twice()
    {
        await using var city = await FaultCity.StartAsync(silos: 2);
        if (city.Serving.Count == 1) await StandByAsync(city);
        using var agent = Client(city, city.Crew.Agent);
        using var clerk = Client(city, city.Crew.Clerk);
        await using var watch = clerk.Query.WatchAsync(new() { Area = new() }).GetAsyncEnumerator();
        Assert.True(await watch.MoveNextAsync());
        var answered = 0;
        var registering = Enumerable.Range(0, CallersMax).Select(async caller =>
        {
            var (random, cases) = (new Random(caller), new List<string>());
            while (cases.Count < CasesEach)
            {
                var report = FaultCityFile.Report(random);
                report.CommandId = GridCityClient.NewCommandId();
                cases.Add((await agent.Hotline.RegisterAsync(report)).CaseId);
                Interlocked.Increment(ref answered);
            }

            return cases;
        }).ToList();
        await Eventually.Is(() => Volatile.Read(ref answered) >= BeforeKill, AnswerMax, "the load is on");

        await city[0].KillAsync();
        var registered = (await Task.WhenAll(registering)).SelectMany(cases => cases).ToHashSet();
        var seen = await SeenAsync(watch, registered);
        await using var database = await city.DatabaseAsync();

        Assert.Equal(registered.Order(), seen.Order());
        Assert.Equal(CallersMax * CasesEach, registered.Count);
        Assert.Equal([registered.Count], await Rows.ReadAsync(database, "SELECT count(*) FROM case_row", row => row.GetInt64(0)));
    }

    /// <summary>Cases that the watch shows, until it has shown all; one that came twice is there twice.</summary>
    private static async Task<List<string>> SeenAsync(IAsyncEnumerator<WatchReply> watch, HashSet<string> all)
    {
        var (seen, missing) = (new List<string>(), new HashSet<string>(all));
        while (missing.Count > 0)
        {
            Assert.True(await Eventually.Gives(watch.MoveNextAsync().AsTask(), $"{missing.Count} more cases in the watch"));
            if (watch.Current.Change is not { } change) continue;
            seen.Add(change.Case.CaseId);
            missing.Remove(change.Case.CaseId);
        }

        return seen;
    }

    private static async Task StandByAsync(FaultCity city)
    {
        var standby = city.LaunchSilo(1);
        await Eventually.Is(
            async () => await standby.WhyNotReadyAsync() is { } why && why.Contains("standby", StringComparison.Ordinal),
            AnswerMax, "the second silo stands by");
    }

    private static GridCityClient Client(FaultCity city, RpcMetadata token) => new(
        city.Places[0].Address,
        new() { Token = token.GetText("authorization")!["Bearer ".Length..], AnswerMax = AnswerMax, OtherSilos = [city.Places[1].Address] });
}
