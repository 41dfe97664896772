using GridCity.Runtime.Privacy;
using GridCity.Testing;
using Npgsql;

namespace GridCity.Runtime.Tests.Privacy;

public sealed class AuditLogTests
{
    [Fact]
    public async Task An_untouched_log_is_intact_and_has_no_gaps()
    {
        await using var database = await TestDatabase.CreateAsync();

        var links = await AppendAsync(new AuditLog(database.Source), 300);

        Assert.Equal(Enumerable.Range(1, 300).Select(i => (long)i), links.Select(link => link.Sequence).Order());
        var head = Assert.IsType<AuditVerdict.Intact>(await new AuditLog(database.Source).VerifyAsync()).Head;
        Assert.Equal(links.MaxBy(link => link.Sequence)!.Hash, head.Hash);
    }

    [Fact]
    public async Task Silos_that_append_at_once_make_one_chain()
    {
        await using var database = await TestDatabase.CreateAsync();

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => AppendAsync(new AuditLog(database.Source), 50)));

        var intact = Assert.IsType<AuditVerdict.Intact>(await new AuditLog(database.Source).VerifyAsync());
        Assert.Equal(200, intact.Head.Sequence);
    }

    [Fact]
    public async Task Entries_that_wait_together_share_a_transaction()
    {
        await using var database = await TestDatabase.CreateAsync();

        await AppendAsync(new AuditLog(database.Source), 100);

        Assert.InRange(await database.ScalarAsync<long>("SELECT count(DISTINCT xmin::text) FROM audit"), 1, 50);
    }

    [Theory]
    [InlineData("UPDATE audit SET actor = 'nobody' WHERE sequence = 5", 5, "changed")]
    [InlineData("UPDATE audit SET detail = '{\"number\": \"6\"}' WHERE sequence = 5", 5, "changed")]
    [InlineData("UPDATE audit SET at = at - interval '1 microsecond' WHERE sequence = 5", 5, "changed")]
    [InlineData("DELETE FROM audit WHERE sequence = 5", 5, "missing")]
    [InlineData("DELETE FROM audit WHERE sequence = 1", 1, "missing")]
    [InlineData("UPDATE audit SET previous = hash WHERE sequence = 5", 5, "follow")]
    public async Task The_first_link_that_was_tampered_with_is_named(string sql, long sequence, string why)
    {
        await using var database = await TestDatabase.CreateAsync();
        var log = new AuditLog(database.Source);
        await AppendAsync(log, 10);

        await TamperAsync(database, sql);

        var broken = Assert.IsType<AuditVerdict.Broken>(await log.VerifyAsync());
        Assert.Equal(sequence, broken.Sequence);
        Assert.Contains(why, broken.Why, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_end_that_was_cut_off_shows_against_an_earlier_head()
    {
        await using var database = await TestDatabase.CreateAsync();
        var log = new AuditLog(database.Source);
        await AppendAsync(log, 10);
        var known = Assert.IsType<AuditVerdict.Intact>(await log.VerifyAsync()).Head;

        await TamperAsync(database, "DELETE FROM audit WHERE sequence > 7");
        var missing = Assert.IsType<AuditVerdict.Broken>(await log.VerifyAsync(known));
        await AppendAsync(log, 5);
        var rewritten = Assert.IsType<AuditVerdict.Broken>(await log.VerifyAsync(known));

        Assert.Equal(8, missing.Sequence);
        Assert.Equal(10, rewritten.Sequence);
        Assert.Contains("written anew", rewritten.Why, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("UPDATE audit SET actor = 'nobody'")]
    [InlineData("DELETE FROM audit")]
    [InlineData("TRUNCATE audit")]
    public async Task The_table_takes_new_rows_only(string sql)
    {
        await using var database = await TestDatabase.CreateAsync();
        await AppendAsync(new AuditLog(database.Source), 1);

        var error = await Assert.ThrowsAsync<PostgresException>(() => database.ExecuteAsync(sql));

        Assert.Contains("only ever appended to", error.MessageText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_text_that_cannot_be_kept_is_refused_before_it_joins_the_others()
    {
        await using var database = await TestDatabase.CreateAsync();
        var log = new AuditLog(database.Source);

        foreach (var text in new[] { "nul \0", "half a pair \ud83d", new string('x', 4001) })
            await Assert.ThrowsAnyAsync<ArgumentException>(() => log.AppendAsync(AuditEntry.Of("clerk", "probe.done", "it", ("text", text))));
    }

    [Fact]
    public async Task Any_other_text_hashes_as_it_is_read_back()
    {
        await using var database = await TestDatabase.CreateAsync();
        var log = new AuditLog(database.Source);

        await log.AppendAsync(AuditEntry.Of("李 \"雷\"", "probe.done", "\\u0041/😀\n", ("zz", ""), ("a", "{}"), ("ÿ", "1.0")));

        Assert.IsType<AuditVerdict.Intact>(await log.VerifyAsync());
    }

    [Fact]
    public void The_canonical_form_is_frozen()
    {
        var entry = AuditEntry.Of("clerk-7", "sealed-field.read", "p1", ("fields", "case.description"), ("purpose", "case.handling"));

        var link = AuditLink.After(41, AuditLink.NoHash, new(2026, 3, 2, 8, 0, 0, 123, 456, TimeSpan.Zero), entry);

        Assert.Equal("7caaa4a35d08be5daefc3f15a94e2d09dbf3a2f4b1ba64abfc35a1afaad798fd", Convert.ToHexStringLower([.. link.Hash]));
    }

    private static Task<AuditLink[]> AppendAsync(AuditLog log, int count) => Task.WhenAll(
        Enumerable.Range(1, count).Select(i => log.AppendAsync(AuditEntry.Of("clerk", "probe.done", $"case/{i}", ("number", $"{i}")))));

    /// <summary>As somebody would who owns the database.</summary>
    private static Task<int> TamperAsync(TestDatabase database, string sql) =>
        database.ExecuteAsync($"ALTER TABLE audit DISABLE TRIGGER audit_append_only; {sql}; ALTER TABLE audit ENABLE TRIGGER audit_append_only");
}
