using GridCity.Runtime.Local;
using GridCity.Runtime.Simulation;
using GridCity.Testing;

namespace GridCity.Runtime.Tests.Local;

/// <summary>What every lease table promises, as its interface's comments say it.</summary>
public abstract class LeaseTableConformance : IAsyncLifetime
{
    private static readonly TimeSpan Term = TimeSpan.FromHours(1);

    private ILeaseTable? _opened;

    private ILeaseTable Table => _opened ?? throw new InvalidOperationException("The test has not begun.");

    public async ValueTask InitializeAsync() => _opened = await OpenAsync();

    public abstract ValueTask DisposeAsync();

    protected abstract Task<ILeaseTable> OpenAsync();

    /// <summary>Lets a term of the table's clock go by.</summary>
    protected abstract Task ExpireAsync();

    [Fact]
    public async Task The_first_one_gets_it_and_the_others_learn_who_did()
    {
        Assert.Equal(new LeaseAnswer(1, "a"), await Table.TryTakeAsync("a", null, Term));

        Assert.Equal(new LeaseAnswer(null, "a"), await Table.TryTakeAsync("b", null, Term));
        Assert.Equal(new LeaseAnswer(null, "a"), await Table.TryTakeAsync("a", null, Term));
    }

    [Fact]
    public async Task An_expired_one_goes_to_the_next_under_a_higher_epoch()
    {
        await Table.TryTakeAsync("a", null, Term);
        await ExpireAsync();

        Assert.Equal(new LeaseAnswer(2, "b"), await Table.TryTakeAsync("b", null, Term));
        Assert.False(await Table.RenewAsync(1, Term));
        Assert.True(await Table.RenewAsync(2, Term));
    }

    [Fact]
    public async Task An_expired_one_that_nobody_took_may_be_renewed()
    {
        await Table.TryTakeAsync("a", null, Term);
        await ExpireAsync();

        Assert.True(await Table.RenewAsync(1, Term));

        Assert.Null((await Table.TryTakeAsync("b", null, Term)).Epoch);
    }

    [Fact]
    public async Task A_released_one_is_free_at_once()
    {
        await Table.TryTakeAsync("a", null, Term);
        await Table.ReleaseAsync(1);

        Assert.Equal(2, (await Table.TryTakeAsync("b", null, Term)).Epoch);
    }

    [Fact]
    public async Task Nobody_releases_or_renews_what_another_took_over()
    {
        await Table.TryTakeAsync("a", null, Term);
        await ExpireAsync();
        await Table.TryTakeAsync("b", null, Term);

        await Table.ReleaseAsync(1);

        Assert.Equal(new LeaseAnswer(null, "b"), await Table.TryTakeAsync("a", null, Term));
    }

    [Fact]
    public async Task A_dead_holder_is_not_waited_for()
    {
        await Table.TryTakeAsync("a", null, Term);

        Assert.Equal(new LeaseAnswer(null, "a"), await Table.TryTakeAsync("b", dead: "c", Term));
        Assert.Equal(new LeaseAnswer(2, "b"), await Table.TryTakeAsync("b", dead: "a", Term));
    }

    [Fact]
    public async Task Of_many_who_try_at_once_one_gets_it()
    {
        foreach (var _ in Enumerable.Range(0, 5))
        {
            var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Table.TryTakeAsync($"silo-{i}", null, Term)));

            Assert.Single(answers, answer => answer.Epoch is not null);
            await ExpireAsync();
        }
    }
}

public sealed class MemoryLeaseTableTests : LeaseTableConformance
{
    private readonly ManualTimeProvider _time = new();

    public override ValueTask DisposeAsync() => default;

    protected override Task<ILeaseTable> OpenAsync() => Task.FromResult<ILeaseTable>(new MemoryLeaseTable(_time));

    protected override Task ExpireAsync()
    {
        _time.Advance(TimeSpan.FromHours(1));
        return Task.CompletedTask;
    }
}

public sealed class PostgresLeaseTableTests : LeaseTableConformance
{
    private TestDatabase? _database;

    public override ValueTask DisposeAsync() => _database?.DisposeAsync() ?? default;

    protected override async Task<ILeaseTable> OpenAsync()
    {
        _database = await TestDatabase.CreateAsync();
        return new PostgresLeaseTable(_database.Source);
    }

    /// <summary>The database's clock cannot be moved, so the term's end is.</summary>
    protected override Task ExpireAsync() => _database!.ExecuteAsync("UPDATE lease SET expires_at = expires_at - interval '1 hour'");
}
