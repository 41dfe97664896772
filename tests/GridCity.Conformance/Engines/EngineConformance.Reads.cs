using GridCity.Conformance.Probes;
using GridCity.Testing;
using Npgsql;
using static GridCity.Conformance.Probes.ProbeCommand;

namespace GridCity.Conformance.Engines;

public abstract partial class EngineConformance
{
    [Fact]
    public async Task A_grain_without_history_reads_as_its_initial_state()
    {
        var view = await Engine.ReadAsync(Probe("never"));

        Assert.Equal((0, ProbeState.Initial), (view.Version, (ProbeState)view.State));
    }

    [Fact]
    public async Task A_read_shows_what_was_accepted_before_it()
    {
        for (var i = 1; i <= 20; i++)
        {
            await AcceptedAsync(Probe("a"), new Add(1));
            Assert.Equal(i, (await StateAsync(Probe("a"))).Total);
        }
    }

    [Fact]
    public async Task A_read_never_sees_what_is_not_durable()
    {
        await AcceptedAsync(Probe("a"), new Add(1));
        await using var holder = await It.Database.Source.OpenConnectionAsync();
        await using var transaction = await holder.BeginTransactionAsync();
        await HoldHeadAsync(transaction);
        var asked = AskAsync(Probe("a"), new Add(10));
        await Eventually.Is(IsWaitingAsync, "the append waits for the head");

        var seen = await StateAsync(Probe("a"));
        Assert.False(asked.IsCompleted);
        await transaction.RollbackAsync();
        await asked;

        Assert.Equal(1, seen.Total);
        Assert.Equal(11, (await StateAsync(Probe("a"))).Total);
    }

    [Fact]
    public async Task A_grain_is_the_same_after_it_left_memory()
    {
        for (var i = 0; i < 5; i++) await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => AcceptedAsync(Probe("long"), new Add(1))));
        await It.ForgetAsync();

        var view = await Engine.ReadAsync(Probe("long"));

        Assert.Equal((500, 500), (view.Version, ((ProbeState)view.State).Total));
    }

    [Fact]
    public async Task A_snapshot_of_another_format_is_not_guessed()
    {
        await AcceptedAsync(Probe("a"), new Add(4));
        await It.Database.ExecuteAsync(
            $"INSERT INTO snapshot (grain, version, format, body) VALUES ('{Probe("a")}', 1, 99, '{{\"total\": 1000}}')");
        await It.ForgetAsync();

        Assert.Equal(4, (await StateAsync(Probe("a"))).Total);
    }

    private async Task HoldHeadAsync(NpgsqlTransaction transaction)
    {
        await using var command = new NpgsqlCommand("SELECT FROM grain_head WHERE grain = $1 FOR UPDATE", transaction.Connection, transaction);
        command.Parameters.AddWithValue(Probe("a").ToString());
        await command.ExecuteNonQueryAsync();
    }

    private async Task<bool> IsWaitingAsync() => await It.Database.ScalarAsync<bool>(
        "SELECT EXISTS (SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock')");
}
