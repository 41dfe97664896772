using GridCity.Grains;
using GridCity.Protos.Type.V1;
using GridCity.Silo.Tests.Support;
using GridCity.Silo.Tests.Watching;

namespace GridCity.Silo.Tests.Hosting;

/// <summary>What a client that knows two silos notices when one of them goes: nothing.</summary>
public sealed class FailoverTests
{
    [Fact]
    public async Task Calls_and_watches_go_on_at_the_other_silo_and_nothing_is_lost_or_done_twice()
    {
        await using var first = await TestSilo.StartAsync();
        await using var second = await first.StartAnotherAsync(first.Engine);
        var agent = await first.ClientOfBothAsync(second, Role.Agent);
        var clerk = await first.ClientOfBothAsync(second, Role.Clerk);
        await using var watch = await Watch.BeginAsync(clerk, new() { Area = new() });
        var cases = new List<string> { (await agent.Hotline.RegisterAsync(Crew.Report())).CaseId };

        var registering = Enumerable.Range(0, 20).Select(_ => agent.Hotline.RegisterAsync(Crew.Report())).ToList();
        await first.StopAsync();
        cases.AddRange((await Task.WhenAll(registering)).Select(reply => reply.CaseId));
        await clerk.Desk.FileAsync(new() { CommandId = Crew.NewId(), CaseId = cases[0], Standard = SmallCity.Standard });

        var seen = new List<string>();
        while (true)
        {
            var change = await watch.NextAsync();
            if (change.Case.Stage == Stage.Filed) break;
            seen.Add(change.Case.CaseId);
        }

        Assert.Equal(cases.Order(), seen.Order());
        Assert.Equal(21, await second.Database.ScalarAsync<long>("SELECT count(*) FROM case_row"));
    }
}
