using GridCity.Runtime.Journal;

namespace GridCity.Conformance;

public abstract partial class JournalConformance
{
    [Fact]
    public async Task Nothing_is_loaded_of_a_grain_without_history()
    {
        var history = await LoadAsync(Grain("none"));

        Assert.Equal((Grain("none"), 0, null), (history.Grain, history.Version, history.Snapshot));
        Assert.Empty(history.Events);
        Assert.Empty(await Journal.LoadUpToAsync(Grain("none"), 5));
        Assert.Equal(0, (await CheckAsync(Grain("none"), Asked())).Version);
    }

    [Fact]
    public async Task Grains_are_loaded_in_the_order_asked()
    {
        await Journal.AppendAsync([Append(Grain("a"), 0, 1, 2), Append(Grain("b"), 0, 3)]);

        var loaded = await Journal.LoadAsync([Grain("b"), Grain("none"), Grain("a")]);

        Assert.Equal([Grain("b"), Grain("none"), Grain("a")], loaded.Select(history => history.Grain));
        Assert.Equal([[3], [], [1, 2]], loaded.Select(Numbers));
    }

    [Fact]
    public async Task A_snapshot_stands_for_the_events_before_it()
    {
        await WinsAsync(Append(Grain("a"), 0, 1, 2, 3));
        await Journal.SaveSnapshotAsync(Grain("a"), new(2, 7, new byte[] { 1, 2 }));

        var history = await LoadAsync(Grain("a"));

        Assert.Equal(3, history.Version);
        Assert.Equal((2, 7), (history.Snapshot!.Version, history.Snapshot.Format));
        Assert.Equal([1, 2], history.Snapshot.Json.ToArray());
        Assert.Equal([3], Numbers(history));
    }

    [Fact]
    public async Task A_snapshot_at_the_head_leaves_no_events_to_load()
    {
        await WinsAsync(Append(Grain("a"), 0, 1, 2));
        await Journal.SaveSnapshotAsync(Grain("a"), new(2, 1, new byte[] { 1 }));

        var history = await LoadAsync(Grain("a"));

        Assert.Equal(2, history.Version);
        Assert.Empty(history.Events);
    }

    [Fact]
    public async Task An_older_snapshot_does_not_replace_a_newer_one()
    {
        await WinsAsync(Append(Grain("a"), 0, 1, 2, 3));
        await Journal.SaveSnapshotAsync(Grain("a"), new(3, 1, new byte[] { 3 }));
        await Journal.SaveSnapshotAsync(Grain("a"), new(2, 1, new byte[] { 2 }));

        Assert.Equal(3, (await LoadAsync(Grain("a"))).Snapshot!.Version);
    }

    [Fact]
    public async Task The_past_up_to_a_version_is_there_in_spite_of_a_snapshot()
    {
        await WinsAsync(Append(Grain("a"), 0, 1, 2, 3, 4));
        await Journal.SaveSnapshotAsync(Grain("a"), new(4, 1, new byte[] { 1 }));

        Assert.Equal([1, 2, 3], (await Journal.LoadUpToAsync(Grain("a"), 3)).Select(Number));
        Assert.Equal([1, 2, 3, 4], (await Journal.LoadUpToAsync(Grain("a"), 99)).Select(Number));
        Assert.Empty(await Journal.LoadUpToAsync(Grain("a"), 0));
    }

    [Fact]
    public async Task Many_questions_get_their_own_answers()
    {
        var (mail, timer) = (await MailAsync(Grain("a"), Grain("b")), Timer(Grain("a"), "limit", 7));
        var (kept, other) = (Kept(Grain("a"), 2), Kept(Grain("c"), 1));
        await WinsAsync(Append(Grain("a"), 0, 1, 2) with { Commands = [kept], Posted = [mail], TimersSet = [timer] });
        await WinsAsync(Append(Grain("c"), 0, 3) with { Commands = [other] });

        var answers = await Journal.CheckAsync(
        [
            Asked([kept], timers: [timer.Key]) with { Grain = Grain("a") },
            Asked([kept, other], [mail.Id]) with { Grain = Grain("b") },
            Asked() with { Grain = Grain("c") },
        ]);

        Assert.Equal([2, 0, 1], answers.Select(answer => answer.Version));
        Assert.Equal([1, 2, 0], answers.Select(answer => answer.Commands.Length));
        Assert.Equal(timer.Key, Assert.Single(answers[0].TimersSet));
        Assert.Equal(mail.Id, Assert.Single(answers[1].MailWaiting));
    }

    [Fact]
    public async Task A_check_names_only_what_is_there()
    {
        var (posted, unposted) = (await MailAsync(Grain("a"), Grain("b")), await MailAsync(Grain("a"), Grain("b")));
        var (kept, timer) = (Kept(Grain("a"), 1), Timer(Grain("a"), "limit", posted.Id.Number));
        await WinsAsync(Append(Grain("a"), 0, 1) with { Commands = [kept], Posted = [posted], TimersSet = [timer] });

        var check = await CheckAsync(Grain("a"), Asked(
            [kept, kept with { Caller = Caller("other") }],
            [posted.Id, unposted.Id],
            [timer.Key, timer.Key with { Generation = timer.Key.Generation + 1 }, timer.Key with { Name = "other" }]));

        Assert.Equal(1, check.Version);
        Assert.Equal([kept], check.Commands);
        Assert.Equal([posted.Id], check.MailWaiting);
        Assert.Equal([timer.Key], check.TimersSet);
    }
}
