using GridCity.Runtime.Journal;
using GridCity.Runtime.Projections;

namespace GridCity.Conformance;

public abstract partial class JournalConformance
{
    [Fact]
    public async Task An_append_at_the_head_wins_and_is_loaded_in_order()
    {
        Assert.True(await WinsAsync(Append(Grain("a"), 0, 1, 2)));
        Assert.True(await WinsAsync(Append(Grain("a"), 2, 3)));

        var history = await LoadAsync(Grain("a"));

        Assert.Equal(3, history.Version);
        Assert.Equal([1, 2, 3], Numbers(history));
        Assert.Equal([1, 2, 3], history.Events.Select(happened => happened.Version));
        Assert.All(history.Events, happened => Assert.Equal(("probe.happened.v1", "tester"), (happened.Name, happened.Actor)));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    public async Task An_append_beside_the_head_loses_and_leaves_nothing(long versionExpected)
    {
        await WinsAsync(Append(Grain("a"), 0, 1, 2));

        Assert.False(await WinsAsync(Append(Grain("a"), versionExpected, 9)));

        await AssertNumbersAsync("a", [1, 2]);
    }

    [Fact]
    public async Task A_grain_without_history_has_no_version_but_0()
    {
        Assert.False(await WinsAsync(Append(Grain("new"), 4, 1)));

        Assert.Equal(0, (await LoadAsync(Grain("new"))).Version);
    }

    [Fact]
    public async Task One_of_many_silos_founds_a_grain()
    {
        var races = Enumerable.Range(1, 8).Select(silo => WinsAsync(Append(Grain("new"), 0, silo))).ToArray();

        var won = await Task.WhenAll(races);

        Assert.Single(won, true);
        await AssertNumbersAsync("new", [Array.IndexOf(won, true) + 1]);
    }

    [Fact]
    public async Task Each_grain_of_a_batch_wins_or_loses_alone()
    {
        await WinsAsync(Append(Grain("b"), 0, 1));

        var won = await Journal.AppendAsync([Append(Grain("c"), 0, 3), Append(Grain("b"), 0, 9), Append(Grain("a"), 0, 2)]);

        Assert.Equal([true, false, true], won);
        var loaded = await Journal.LoadAsync([Grain("a"), Grain("b"), Grain("c"), Grain("none")]);
        Assert.Equal([[2], [1], [3], []], loaded.Select(Numbers));
    }

    [Fact]
    public async Task A_loser_leaves_neither_ids_nor_mail_nor_timers()
    {
        var (grain, mail) = (Grain("a"), await MailAsync(Grain("a"), Grain("b")));
        var (kept, timer) = (Kept(grain, 1), Timer(grain, "limit", mail.Id.Number));
        await WinsAsync(Append(grain, 0, 1));

        var lost = Append(grain, 0, 9) with { Commands = [kept], Posted = [mail], TimersSet = [timer] };

        Assert.False(await WinsAsync(lost));
        var check = await CheckAsync(grain, Asked([kept], [mail.Id], [timer.Key]));
        Assert.Equal(1, check.Version);
        Assert.Empty(check.Commands);
        Assert.Empty(check.MailWaiting);
        Assert.Empty(check.TimersSet);
        Assert.Empty(await WaitingAsync());
    }

    [Fact]
    public async Task A_kept_command_id_is_kept_once_whichever_grain_asks()
    {
        var kept = Kept(Grain("a"), 1);
        await WinsAsync(Append(Grain("a"), 0, 1) with { Commands = [kept] });

        Assert.False(await WinsAsync(Append(Grain("a"), 1, 2) with { Commands = [kept with { Version = 2 }] }));
        Assert.False(await WinsAsync(Append(Grain("b"), 0, 3) with { Commands = [kept with { Grain = Grain("b") }] }));
        Assert.True(await WinsAsync(Append(Grain("b"), 0, 4) with { Commands = [kept with { Grain = Grain("b"), Caller = Caller("other") }] }));

        var check = await CheckAsync(Grain("a"), Asked([kept]));
        Assert.Equal([kept], check.Commands);
    }

    [Fact]
    public async Task A_command_id_on_two_grains_of_one_batch_is_kept_for_one()
    {
        var kept = Kept(Grain("a"), 1);

        var won = await Journal.AppendAsync(
        [
            Append(Grain("a"), 0, 1) with { Commands = [kept] },
            Append(Grain("b"), 0, 2) with { Commands = [kept with { Grain = Grain("b") }] },
            Append(Grain("c"), 0, 3),
        ]);

        Assert.Single(won[..2], true);
        Assert.True(won[2]);
    }

    [Fact]
    public async Task Commands_of_one_append_are_kept_with_their_own_versions()
    {
        KeptCommand[] kept = [Kept(Grain("a"), 1), Kept(Grain("a"), 3)];
        await WinsAsync(Append(Grain("a"), 0, 1, 2, 3) with { Commands = [.. kept] });

        var check = await CheckAsync(Grain("a"), Asked([.. kept, Kept(Grain("a"), 9)]));

        Assert.Equal(3, check.Version);
        Assert.Equal(kept, check.Commands.OrderBy(command => command.Version));
    }

    [Fact]
    public async Task The_memory_of_an_append_stays_the_callers()
    {
        var append = Append(Grain("a"), 0, 1);
        await WinsAsync(append);

        append.Events[0].Body.Json.AsSpan().Fill((byte)' ');

        await AssertNumbersAsync("a", [1]);
    }

    [Fact]
    public async Task A_text_that_cannot_be_stored_is_rejected_and_nothing_is_written()
    {
        var bad = GrainAppend.Of(Grain("b"), 0, new NewEvent(Body("probe.happened.v1"), "null\0byte"));

        await Assert.ThrowsAsync<JournalRejectedException>(() => Journal.AppendAsync([Append(Grain("a"), 0, 1), bad]));

        Assert.Equal(0, (await LoadAsync(Grain("a"))).Version);
    }

    [Theory]
    [InlineData("""{"text": "a\u0000b"}""")]
    [InlineData("{")]
    public async Task A_body_that_cannot_be_stored_is_rejected(string json)
    {
        var body = new GridCity.Grains.Stored("probe.happened.v1", System.Text.Encoding.UTF8.GetBytes(json));

        await Assert.ThrowsAsync<JournalRejectedException>(
            () => Journal.AppendAsync([GrainAppend.Of(Grain("a"), 0, new NewEvent(body, "tester"))]));

        Assert.True(await WinsAsync(Append(Grain("a"), 0, 1)));
    }

    [Fact]
    public async Task A_silo_that_lost_its_lease_writes_nothing_more()
    {
        var first = await It.TakeLeaseAsync();
        Assert.Single(await first.AppendAsync([Append(Grain("a"), 0, 1)]), true);
        var second = await It.TakeLeaseAsync();

        await Assert.ThrowsAsync<FencedException>(() => first.AppendAsync([Append(Grain("a"), 1, 9), Append(Grain("b"), 0, 9)]));

        Assert.Single(await second.AppendAsync([Append(Grain("a"), 1, 2)]), true);
        await AssertNumbersAsync("a", [1, 2]);
        Assert.Equal(0, (await LoadAsync(Grain("b"))).Version);
    }

    [Fact]
    public async Task A_case_row_and_deltas_are_taken_with_the_events()
    {
        var row = new CaseRow(
            Grain("a").Key, 1, Grain("a").Key, "filed", "cell", "category", "", "clerk", "hotline", false, Now, Now, null, null);
        StatisticsDelta[] deltas =
        [
            new(DateOnly.FromDateTime(Now.UtcDateTime), "cell", "category", "registered", 1),
            new(DateOnly.FromDateTime(Now.UtcDateTime), "cell", "category", "open", 1),
        ];

        Assert.True(await WinsAsync(Append(Grain("a"), 0, 1) with { Projected = new(row, [.. deltas]) }));
        Assert.True(await WinsAsync(Append(Grain("a"), 1, 2) with { Projected = new(row with { Version = 2, ClosedAt = Now }, []) }));
    }
}
