using GridCity.Runtime.Journal;

namespace GridCity.Conformance;

public abstract partial class JournalConformance
{
    [Fact]
    public async Task A_reader_sees_everything_once_in_commit_order()
    {
        var start = await It.Reader.EndAsync();
        await Journal.AppendAsync([Append(Grain("b"), 0, 1), Append(Grain("a"), 0, 2, 3)]);
        await WinsAsync(Append(Grain("a"), 2, 4));
        await WinsAsync(Append(Grain("b"), 1, 5));

        var read = await ReadOnAsync(start, countMax: 2);

        Assert.Equal([1, 2, 3, 4, 5], read.Select(Number).Order());
        Assert.Equal([2, 3, 4], read.Where(happened => happened.Grain == Grain("a")).Select(Number));
        Assert.Equal([4, 5], read[^2..].Select(Number));
        Assert.All(read, happened => Assert.Equal("probe.happened.v1", happened.Name));
    }

    [Fact]
    public async Task A_reader_that_has_caught_up_gets_an_empty_page_and_the_same_cursor()
    {
        await WinsAsync(Append(Grain("a"), 0, 1));
        var end = await CaughtUpAsync(JournalCursor.Start);

        var page = await It.Reader.ReadAsync(end, 10);

        Assert.Empty(page.Events.Where(IsOurs));
        Assert.True(page.Next.CompareTo(end) >= 0);
    }

    [Fact]
    public async Task A_late_transaction_is_not_skipped()
    {
        var start = await CaughtUpAsync(await It.Reader.EndAsync());
        await using var late = await It.BeginLateAsync(Append(Grain("late"), 0, 1));
        await WinsAsync(Append(Grain("quick"), 0, 2));

        var before = await It.Reader.ReadAsync(start, 100);
        await late.CommitAsync();
        var after = await ReadOnAsync(before.Next, countMax: 100);

        Assert.Empty(before.Events.Where(IsOurs));
        Assert.Equal([1, 2], after.Select(Number));
    }

    [Fact]
    public async Task What_is_behind_the_end_is_not_read_again()
    {
        await WinsAsync(Append(Grain("a"), 0, 1));
        await CaughtUpAsync(JournalCursor.Start);
        var end = await It.Reader.EndAsync();
        await WinsAsync(Append(Grain("a"), 1, 2));

        Assert.Equal([2], (await ReadOnAsync(end, countMax: 100)).Select(Number));
    }

    private bool IsOurs(JournalEvent happened) => happened.Grain.Key.StartsWith(_run, StringComparison.Ordinal);

    /// <summary>
    /// Reads our events from the cursor until all that this test appended is there. Another test's transaction on the
    /// same server may hold the watermark back for a moment; the limit is far above any of them.
    /// </summary>
    private async Task<JournalEvent[]> ReadOnAsync(JournalCursor from, int countMax)
    {
        var read = new List<JournalEvent>();
        await UntilReadAsync(from, countMax, page => read.AddRange(page.Events.Where(IsOurs)));
        return [.. read];
    }

    private async Task<JournalCursor> CaughtUpAsync(JournalCursor from) => await UntilReadAsync(from, 1_000, _ => { });

    /// <summary>Puts a marker behind everything and reads up to it.</summary>
    private async Task<JournalCursor> UntilReadAsync(JournalCursor from, int countMax, Action<JournalPage> read)
    {
        var marker = Grain($"marker-{Guid.NewGuid():N}");
        await WinsAsync(Append(marker, 0, 0));
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        for (var cursor = from; ; limit.Token.ThrowIfCancellationRequested())
        {
            var page = await It.Reader.ReadAsync(cursor, countMax, limit.Token);
            Assert.True(page.Next.CompareTo(cursor) >= 0);
            Assert.True(page.Events.Length <= countMax);
            cursor = page.Next;
            read(page with { Events = page.Events.RemoveAll(happened => happened.Grain.Key.Contains("marker-", StringComparison.Ordinal)) });
            if (page.Events.Any(happened => happened.Grain == marker)) return cursor;
        }
    }
}
