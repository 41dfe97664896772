using GridCity.Conformance.Probes;
using GridCity.Grains;
using GridCity.Runtime.Engine;
using GridCity.Runtime.Journal;
using GridCity.Runtime.Postgres;
using GridCity.Runtime.Schema;
using GridCity.Testing;
using Npgsql;
using static GridCity.Conformance.Probes.ProbeCommand;

namespace GridCity.Conformance.Engines;

public abstract partial class EngineConformance
{
    /// <summary>No waiting for a time limit of the database's or the network's.</summary>
    private static readonly TimeSpan AtOnceMax = TimeSpan.FromSeconds(5);

    [Fact]
    public async Task A_grain_whose_code_throws_says_so_and_nobody_else_notices()
    {
        await AcceptedAsync(Probe("a"), new Add(1));
        var asked = Enumerable.Range(0, 30).Select(i => AskAsync(Probe("a"), i % 3 == 0 ? new Throw() : new Add(1)));

        var answers = await Task.WhenAll(asked);

        var refused = answers.OfType<Outcome.Refused>().Select(answer => answer.Why).ToArray();
        Assert.Equal(10, refused.Length);
        Assert.All(refused, why => Assert.Equal(RefusalKind.Failed, why.Kind));
        Assert.All(refused, why => Assert.Matches("correlation id [0-9a-f]{12}", why.Message));
        Assert.Equal(21, (await StateAsync(Probe("a"))).Total);
    }

    [Fact]
    public async Task A_text_that_cannot_be_stored_fails_its_own_command_only()
    {
        var asked = Enumerable.Range(0, 9).Select(i => AskAsync(Probe("a"), i == 4 ? new Note("zero \0 character") : new Add(1)));

        var answers = await Task.WhenAll(asked);

        Assert.Equal(RefusalKind.Failed, Assert.Single(answers.OfType<Outcome.Refused>()).Why.Kind);
        Assert.Equal(8, (await StateAsync(Probe("a"))).Total);
    }

    [Fact]
    public async Task An_unknown_stored_event_makes_that_grain_unavailable_and_no_other()
    {
        await WriteAsync(GrainAppend.Of(Probe("future"), 0, new NewEvent(Json("probe.teleported.v9", "{}"), "a newer silo")));

        var read = await Assert.ThrowsAsync<GridUnavailableException>(() => Engine.ReadAsync(Probe("future")));
        await Assert.ThrowsAsync<GridUnavailableException>(() => Engine.AskAsync(Probe("future"), new Add(1), New()));

        Assert.Contains("probe.teleported.v9", read.Message, StringComparison.Ordinal);
        await AcceptedAsync(Probe("present"), new Add(1));
        Assert.Single(await HistoryAsync(Probe("future")));
    }

    [Fact]
    public async Task Nothing_acknowledged_is_lost_or_doubled_when_a_silo_dies_under_load()
    {
        var book = new Book(this, callers: 16, commandsEach: 40);
        var load = book.RunAsync();
        await Eventually.Is(() => book.Acknowledged > 100, "the load is under way");

        await It.KillAsync();
        await It.ReviveAsync();
        await load;

        await book.CheckAsync();
    }

    [Fact]
    public async Task A_database_that_is_away_is_said_at_once_and_service_comes_back_by_itself()
    {
        using var folder = new TestFolder();
        var postgres = await PrivatePostgres.StartAsync(folder.Path);
        await using (var source = NpgsqlDataSource.Create(postgres.ConnectionString)) await new Migrator(source).MigrateAsync();
        await using var engine = It.Another();
        await engine.StartAsync(postgres.ConnectionString);
        Assert.IsType<Outcome.Accepted>(await engine.Engine.AskAsync(Probe("a"), new Add(1), New()));

        await postgres.KillAsync();
        var origin = New();
        var away = Assert.ThrowsAsync<GridUnavailableException>(() => engine.Engine.AskAsync(Probe("a"), new Add(1), origin));
        await away.WaitAsync(AtOnceMax);
        await PrivatePostgres.StartAsync(folder.Path);

        await Eventually.Is(async () => await AcceptsAsync(engine.Engine, origin), "the engine serves again");
        Assert.Equal(2, ((ProbeState)(await engine.Engine.ReadAsync(Probe("a"))).State).Total);
    }

    private async Task<bool> AcceptsAsync(IGridEngine engine, CallerCommand origin)
    {
        try
        {
            return await engine.AskAsync(Probe("a"), new Add(1), origin) is Outcome.Accepted;
        }
        catch (GridUnavailableException)
        {
            return false;
        }
    }
}
