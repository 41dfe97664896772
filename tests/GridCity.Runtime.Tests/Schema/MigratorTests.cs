using System.Collections.Immutable;
using GridCity.Runtime.Schema;
using GridCity.Testing;
using Npgsql;

namespace GridCity.Runtime.Tests.Schema;

public sealed class MigratorTests
{
    private static readonly Migration First = new(1, "first", "CREATE TABLE first (number int)");
    private static readonly Migration Second = new(2, "second", "CREATE TABLE second (number int); INSERT INTO first VALUES (2)");

    [Fact]
    public async Task Every_step_of_this_version_applies_once()
    {
        await using var database = await TestDatabase.CreateEmptyAsync();

        var first = await new Migrator(database.Source).MigrateAsync();
        var second = await new Migrator(database.Source).MigrateAsync();

        Assert.Equal(Migration.Embedded, first);
        Assert.Empty(second);
    }

    [Fact]
    public void Steps_have_numbers_of_their_own() =>
        Assert.Equal(Migration.Embedded.Length, Migration.Embedded.Select(migration => migration.Number).Distinct().Count());

    [Fact]
    public async Task Silos_that_start_at_once_share_the_work()
    {
        await using var database = await TestDatabase.CreateEmptyAsync();

        var applied = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => MigrateAsync(database, First, Second)));

        Assert.Single(applied, steps => steps.Length == 2);
        Assert.Equal(7, applied.Count(steps => steps.IsEmpty));
        Assert.Equal(1, await database.ScalarAsync<long>("SELECT count(*) FROM first"));
    }

    [Fact]
    public async Task A_later_step_joins_those_already_there()
    {
        await using var database = await TestDatabase.CreateEmptyAsync();
        await MigrateAsync(database, First);

        Assert.Equal([Second], await MigrateAsync(database, First, Second));
    }

    [Fact]
    public async Task A_step_that_fails_leaves_no_part_of_itself()
    {
        await using var database = await TestDatabase.CreateEmptyAsync();
        var broken = Second with { Sql = "CREATE TABLE half (number int); SELECT 1 / 0" };

        await Assert.ThrowsAsync<PostgresException>(() => MigrateAsync(database, First, broken));

        Assert.True(await database.ScalarAsync<bool>("SELECT to_regclass('half') IS NULL"));
        Assert.Equal([Second], await MigrateAsync(database, First, Second));
    }

    [Fact]
    public async Task A_changed_step_is_refused()
    {
        await using var database = await TestDatabase.CreateEmptyAsync();
        await MigrateAsync(database, First);

        var error = await Assert.ThrowsAsync<SchemaMismatchException>(
            () => MigrateAsync(database, new Migration(1, "first", "CREATE TABLE first (other int)")));

        Assert.Contains("0001_first was changed", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_database_of_a_newer_version_is_refused()
    {
        await using var database = await TestDatabase.CreateEmptyAsync();
        await MigrateAsync(database, First, Second);

        var error = await Assert.ThrowsAsync<SchemaMismatchException>(() => MigrateAsync(database, First));

        Assert.Contains("0002_second", error.Message, StringComparison.Ordinal);
        Assert.Contains("newer", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Line_ends_do_not_make_another_step() =>
        Assert.Equal(new Migration(1, "a", "SELECT 1;\nSELECT 2;").Checksum, new Migration(1, "a", "SELECT 1;\r\nSELECT 2;").Checksum);

    private static Task<ImmutableArray<Migration>> MigrateAsync(TestDatabase database, params ImmutableArray<Migration> steps) =>
        new Migrator(database.Source, steps).MigrateAsync();
}
