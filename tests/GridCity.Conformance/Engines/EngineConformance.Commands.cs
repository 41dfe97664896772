using GridCity.Conformance.Probes;
using GridCity.Grains;
using GridCity.Runtime.Engine;
using static GridCity.Conformance.Probes.ProbeCommand;

namespace GridCity.Conformance.Engines;

public abstract partial class EngineConformance
{
    [Fact]
    public async Task An_accepted_command_is_in_the_journal_when_it_is_answered()
    {
        var accepted = await AcceptedAsync(Probe("a"), new Add(5));

        var happened = Assert.Single(await HistoryAsync(Probe("a")));
        Assert.Equal(("probe.added.v1", "someone", 1), (happened.Name, happened.Actor, happened.Version));
        Assert.Equal((1, 5), (accepted.Version, ((ProbeState)accepted.State).Total));
    }

    [Fact]
    public async Task The_same_id_gives_the_same_answer_and_no_second_event()
    {
        var origin = New();
        var first = await AcceptedAsync(Probe("a"), new Add(5), origin);
        await AcceptedAsync(Probe("a"), new Add(100));

        AssertSame(first, await AcceptedAsync(Probe("a"), new Add(5), origin));
        await It.ForgetAsync();
        AssertSame(first, await AcceptedAsync(Probe("a"), new Add(5), origin));

        Assert.Equal(2, (await HistoryAsync(Probe("a"))).Length);
    }

    [Fact]
    public async Task An_id_is_remembered_over_many_later_commands()
    {
        var origin = New();
        var first = await AcceptedAsync(Probe("a"), new Add(1), origin);
        await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => AcceptedAsync(Probe("a"), new Add(1))));

        AssertSame(first, await AcceptedAsync(Probe("a"), new Add(1), origin));

        Assert.Equal(51, (await HistoryAsync(Probe("a"))).Length);
    }

    [Fact]
    public async Task Twenty_copies_at_once_have_one_effect_and_one_answer()
    {
        var origin = New();
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => AcceptedAsync(Probe("a"), new Add(7), origin)));

        Assert.All(answers, answer => AssertSame(answers[0], answer));
        Assert.Single(await HistoryAsync(Probe("a")));
    }

    [Fact]
    public async Task Copies_are_answered_beside_commands_that_are_refused()
    {
        var (accepted, refused) = (New(), New());
        var asked = Enumerable.Range(0, 20).Select(i => i % 2 == 0
            ? AskAsync(Probe("a"), new Add(1), accepted)
            : AskAsync(Probe("a"), new AddWithin(1, TotalMax: 0), refused));

        var answers = await Task.WhenAll(asked);

        Assert.Equal((10, 10), (answers.Count(it => it is Outcome.Accepted), answers.Count(it => it is Outcome.Refused)));
        Assert.Single(await HistoryAsync(Probe("a")));
    }

    [Fact]
    public async Task The_same_id_with_other_content_is_refused()
    {
        var id = Guid.CreateVersion7();
        await AcceptedAsync(Probe("a"), new Add(1), Origin(id, "one"));

        var remembered = await RefusedAsync(Probe("a"), new Add(2), Origin(id, "another"));
        await It.ForgetAsync();
        var lookedUp = await RefusedAsync(Probe("a"), new Add(2), Origin(id, "another"));

        Assert.All([remembered, lookedUp], why => Assert.Equal((RefusalKind.Invalid, "command/id-reused"), (why.Kind, why.Code)));
        Assert.Single(await HistoryAsync(Probe("a")));
    }

    [Fact]
    public async Task The_same_id_on_another_grain_is_refused()
    {
        var origin = New();
        await AcceptedAsync(Probe("a"), new Add(1), origin);

        var why = await RefusedAsync(Probe("b"), new Add(1), origin);

        Assert.Equal((RefusalKind.Invalid, "command/id-reused"), (why.Kind, why.Code));
        Assert.Empty(await HistoryAsync(Probe("b")));
    }

    [Fact]
    public async Task The_same_id_of_another_caller_is_another_command()
    {
        var origin = New();
        await AcceptedAsync(Probe("a"), new Add(1), origin);
        await AcceptedAsync(Probe("a"), new Add(1), origin with { Caller = "another tester" });

        Assert.Equal(2, (await HistoryAsync(Probe("a"))).Length);
    }

    [Fact]
    public async Task A_refused_command_is_decided_anew()
    {
        var origin = New();
        await AcceptedAsync(Probe("a"), new Add(10));
        var why = await RefusedAsync(Probe("a"), new AddWithin(1, TotalMax: 10), origin);
        await AcceptedAsync(Probe("a"), new Add(-5));

        var accepted = await AcceptedAsync(Probe("a"), new AddWithin(1, TotalMax: 10), origin);

        Assert.Equal((RefusalKind.NotNow, "probe/over-the-most"), (why.Kind, why.Code));
        Assert.Equal(6, ((ProbeState)accepted.State).Total);
    }

    [Fact]
    public async Task A_command_that_changes_nothing_is_accepted_without_an_event()
    {
        await AcceptedAsync(Probe("a"), new Add(3));

        var accepted = await AcceptedAsync(Probe("a"), new Settle());

        Assert.Equal((1, 3), (accepted.Version, ((ProbeState)accepted.State).Total));
        Assert.Single(await HistoryAsync(Probe("a")));
    }

    [Fact]
    public async Task A_hot_grain_decides_many_commands_in_one_append()
    {
        const int Count = 300;
        var answers = await Task.WhenAll(Enumerable.Range(0, Count).Select(_ => AcceptedAsync(Probe("hot"), new Add(1))));

        Assert.Equal(Enumerable.Range(1, Count).Select(version => (long)version), answers.Select(answer => answer.Version).Order());
        Assert.All(answers, answer => Assert.Equal(answer.Version, ((ProbeState)answer.State).Total));
        var appends = await It.Database.ScalarAsync<long>($"SELECT count(DISTINCT xid) FROM journal WHERE grain = '{Probe("hot")}'");
        Assert.InRange(appends, 1, Count / 4);
    }

    [Fact]
    public async Task A_lost_append_is_decided_again_on_the_newer_state()
    {
        await AcceptedAsync(Probe("a"), new Add(1));
        await WriteAsync(Runtime.Journal.GrainAppend.Of(Probe("a"), 1, Added(10)));

        var accepted = await AcceptedAsync(Probe("a"), new AddWithin(100, TotalMax: 111));

        Assert.Equal((3, 111), (accepted.Version, ((ProbeState)accepted.State).Total));
    }

    [Fact]
    public async Task A_refusal_is_decided_again_when_it_rests_on_a_state_of_the_past()
    {
        await AcceptedAsync(Probe("a"), new Add(10));
        await WriteAsync(Runtime.Journal.GrainAppend.Of(Probe("a"), 1, Added(-10)));

        Assert.Equal(3, (await AcceptedAsync(Probe("a"), new AddWithin(5, TotalMax: 5))).Version);
    }

    private static void AssertSame(Outcome.Accepted expected, Outcome.Accepted actual)
    {
        Assert.Equal(expected.Version, actual.Version);
        Assert.Equal(ProbeKind.Kind.WriteState(expected.State), ProbeKind.Kind.WriteState(actual.State));
    }
}
