using GridCity.Grains;
using GridCity.Protos.Desk.V1;
using GridCity.Protos.Type.V1;
using GridCity.Silo.Hosting;
using GridCity.Silo.Tests.Cities;
using GridCity.Silo.Tests.Support;
using GridCity.Testing;

namespace GridCity.Silo.Tests.Hosting;

public sealed class ClusterTests
{
    [Fact]
    public async Task Silos_on_one_database_are_one_cluster_and_each_serves_every_grain()
    {
        await using var first = await TestSilo.StartAsync(engine: "orleans");
        await using var second = await first.StartAnotherAsync("orleans");
        var @case = (await (await Crew.OfAsync(first)).RegisterAsync()).CaseId;
        var clerk = await second.ClientAsync(Role.Clerk);

        var filed = await clerk.Desk.FileAsync(new() { CommandId = Crew.NewId(), CaseId = @case, Standard = SmallCity.Standard });

        Assert.Equal(Stage.Filed, filed.Stage);
        Assert.Equal(2, await first.Database.ScalarAsync<long>("SELECT count(*) FROM orleans_silo WHERE status = 3"));
    }

    [Fact]
    public async Task A_silo_that_leaves_takes_nothing_with_it()
    {
        await using var first = await TestSilo.StartAsync(engine: "orleans");
        await using var second = await first.StartAnotherAsync("orleans");
        var @case = (await (await Crew.OfAsync(first)).RegisterAsync()).CaseId;

        await first.StopAsync();

        var clerk = await second.ClientAsync(Role.Clerk);
        var filed = await clerk.Desk.FileAsync(new FileRequest { CommandId = Crew.NewId(), CaseId = @case, Standard = SmallCity.Standard });
        Assert.Equal(Stage.Filed, filed.Stage);
    }

    [Fact]
    public async Task A_silo_follows_when_another_one_of_its_cluster_is_told_to_change_the_city()
    {
        await using var first = await TestSilo.StartAsync(engine: "orleans");
        await using var second = await first.StartAnotherAsync("orleans");
        var (agent, clerk) = (await second.ClientAsync(Role.Agent), await second.ClientAsync(Role.Clerk));

        await (await first.ClientAsync(Role.Administrator)).Admin.ApplyCityAsync(ApplyTests.Zip(ApplyTests.Moved()));

        await Eventually.Is(
            async () =>
            {
                var id = (await agent.Hotline.RegisterAsync(Crew.Report())).CaseId;
                return (await clerk.Desk.GetCaseAsync(new() { CaseId = id })).Summary.Cell == ApplyTests.NewCode;
            },
            "the other silo knows the new cell");
    }

    [Fact]
    public async Task A_local_silo_does_not_start_beside_a_cluster()
    {
        await using var silo = await TestSilo.StartAsync(engine: "orleans");

        var refused = await Assert.ThrowsAsync<SiloStartException>(() => silo.StartAnotherAsync("local"));

        Assert.Contains("--engine orleans", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cluster_does_not_start_beside_a_local_silo()
    {
        await using var silo = await TestSilo.StartAsync(engine: "local");

        var refused = await Assert.ThrowsAsync<SiloStartException>(() => silo.StartAnotherAsync("orleans"));

        Assert.Contains("--engine local", refused.Message, StringComparison.Ordinal);
    }
}
