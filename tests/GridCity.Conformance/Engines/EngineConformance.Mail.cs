using System.Collections.Immutable;
using GridCity.Conformance.Probes;
using GridCity.Grains;
using GridCity.Runtime.Journal;
using GridCity.Runtime.Journal.Postgres;
using GridCity.Testing;
using static GridCity.Conformance.Probes.ProbeCommand;

namespace GridCity.Conformance.Engines;

public abstract partial class EngineConformance
{
    [Fact]
    public async Task Mail_arrives_once_and_in_the_order_of_its_lane()
    {
        var asked = Enumerable.Range(0, 40).Select(i => AcceptedAsync(Probe($"source-{i % 4}"), PostTo("target", i * 10, 10)));
        await Task.WhenAll(asked);

        await UntilAsync(Probe("target"), state => state.Received.Length >= 400, "400 pieces of mail arrive");

        var received = (await StateAsync(Probe("target"))).Received;
        Assert.Equal(Enumerable.Range(0, 400), received.Order());
        // The commands of one source may be decided in any order; each command's mail stays together and in order.
        for (var source = 0; source < 4; source++) AssertLaneInOrder(received, source);
        await NothingWaitsAsync("source-0", "source-1", "source-2", "source-3");
    }

    [Fact]
    public async Task Mail_on_its_way_when_the_engine_dies_arrives_once_and_in_order()
    {
        var origins = Enumerable.Range(0, 30).Select(_ => New()).ToArray();
        var posts = origins.Select(async (origin, i) => await AskUntilKnownAsync(Probe("source"), PostTo("target", i * 10, 10), origin)).ToArray();
        await Eventually.Is(() => posts.Any(post => post.IsCompleted), "the first mail is posted");

        await It.KillAsync();
        await It.ReviveAsync();
        await Task.WhenAll(posts);

        await UntilAsync(Probe("target"), state => state.Received.Length >= 300, "300 pieces of mail arrive");
        var received = (await StateAsync(Probe("target"))).Received;
        Assert.Equal(Enumerable.Range(0, 300), received.Order());
        Assert.All(Enumerable.Range(0, 30), i => Assert.Equal(
            Enumerable.Range(i * 10, 10), received.Where(amount => amount / 10 == i)));
    }

    [Fact]
    public async Task Mail_that_a_dead_silo_left_arrives_before_newer_mail_of_its_lane()
    {
        await WriteAsync(await LeftBehindAsync("source", "target", [1, 2, 3]));
        await It.KillAsync();
        await It.ReviveAsync();

        await AskUntilKnownAsync(Probe("source"), PostTo("target", 4, 3), New());

        await UntilAsync(Probe("target"), state => state.Received.Length >= 6, "6 pieces of mail arrive");
        var received = (await StateAsync(Probe("target"))).Received;
        Assert.Equal([1, 2, 3, 4, 5, 6], received);
    }

    [Fact]
    public async Task Poisoned_mail_stops_its_own_lane_only_and_ends_as_a_dead_letter()
    {
        await AcceptedAsync(Probe("poisoner"), new Post(Key("target"), PostedAs.Throw, [0]));
        await AcceptedAsync(Probe("poisoner"), PostTo("target", 1, 1));
        await AcceptedAsync(Probe("healthy"), PostTo("target", 2, 1));

        await UntilAsync(Probe("target"), state => state.Received.Length >= 2, "both healthy pieces arrive");

        var received = (await StateAsync(Probe("target"))).Received;
        Assert.Equal([2, 1], received);
        Assert.Contains("correlation id", await DeadLetterAsync("poisoner", "probe.throw.v1"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refused_mail_ends_as_a_dead_letter_and_its_lane_goes_on()
    {
        await AcceptedAsync(Probe("source"), new Post(Key("target"), PostedAs.Refused, [0]));
        await AcceptedAsync(Probe("source"), PostTo("target", 1, 1));

        await UntilAsync(Probe("target"), state => state.Received.Length >= 1, "the mail behind the refused one arrives");

        Assert.StartsWith("probe/over-the-most", await DeadLetterAsync("source", "probe.add-within.v1"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_waits_in_a_lane_is_consumed_together()
    {
        const int Count = 500;
        await WriteAsync(await LeftBehindAsync("source", "target", [.. Enumerable.Range(0, Count)]));
        await It.KillAsync();
        await It.ReviveAsync();

        await UntilAsync(Probe("target"), state => state.Received.Length >= Count, "all of the lane arrives");

        Assert.Equal(Enumerable.Range(0, Count), (await StateAsync(Probe("target"))).Received);
        var appends = await It.Database.ScalarAsync<long>($"SELECT count(DISTINCT xid) FROM journal WHERE grain = '{Probe("target")}'");
        Assert.InRange(appends, 1, Count / 20);
    }

    [Theory]
    [InlineData(PostedAs.Throw)]
    [InlineData(PostedAs.Refused)]
    public async Task Mail_behind_a_piece_that_is_not_accepted_waits_until_that_is_buried(PostedAs poison)
    {
        var healthy = (int amount) => Probes.Probe.Mail(PostedAs.Receive, amount);
        await WriteAsync(await LeftBehindAsync("source", "target", healthy(1), healthy(2), Probes.Probe.Mail(poison, 0), healthy(3)));
        await It.KillAsync();
        await It.ReviveAsync();

        await UntilAsync(Probe("target"), state => state.Received.Length >= 3, "all healthy pieces arrive");

        Assert.Equal([1, 2, 3], (await StateAsync(Probe("target"))).Received);
        var inTurn = await It.Database.ScalarAsync<bool>(
            $"""
             SELECT bool_and((j.version < 3) = (j.recorded_at < d.buried_at)) FROM journal j JOIN dead_letter d ON d.target = j.grain
             WHERE j.grain = '{Probe("target")}'
             """);
        Assert.True(inTurn, "What was ahead of the poison is through before its burial, what was behind it only after.");
    }

    protected Post PostTo(string target, int first, int count) =>
        new(Key(target), PostedAs.Receive, [.. Enumerable.Range(first, count)]);

    /// <summary>An append whose mail nobody carries: the silo died after its commit.</summary>
    protected Task<GrainAppend> LeftBehindAsync(string source, string target, int[] amounts) =>
        LeftBehindAsync(source, target, [.. amounts.Select(amount => new Receive(amount))]);

    private async Task<GrainAppend> LeftBehindAsync(string source, string target, params ProbeCommand[] commands)
    {
        var number = await new PostgresMailTable(It.Database.Source).ReserveIdsAsync(commands.Length);
        var today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);
        var posted = commands.Select(command =>
            new Mail(new(today, number++), Probe(source), Probe(target), ProbeKind.Kind.WriteCommand(command)));
        return GrainAppend.Of(Probe(source), 0, Added(0)) with { Posted = [.. posted] };
    }

    protected async Task NothingWaitsAsync(params string[] sources)
    {
        var grains = sources.Select(Probe).ToArray();
        await Eventually.Is(
            async () => Array.TrueForAll(await new PostgresMailTable(It.Database.Source).WaitingFromAsync(grains), mail => mail.IsEmpty),
            "all mail is consumed");
    }

    private async Task<string> DeadLetterAsync(string source, string name)
    {
        var dead = $"FROM dead_letter WHERE source = '{Probe(source)}' AND name = '{name}'";
        await Eventually.Is(async () => await It.Database.ScalarAsync<long>($"SELECT count(*) {dead}") == 1, $"one dead letter of {source}");
        return await It.Database.ScalarAsync<string>($"SELECT reason {dead}");
    }

    private static void AssertLaneInOrder(ImmutableArray<int> received, int source)
    {
        var commands = received.Where(amount => amount / 10 % 4 == source).Chunk(10);
        Assert.All(commands, mail => Assert.Equal(Enumerable.Range(mail[0], 10), mail));
    }
}
