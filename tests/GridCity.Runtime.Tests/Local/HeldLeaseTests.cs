using GridCity.Runtime.Engine;
using GridCity.Runtime.Local;
using GridCity.Runtime.Simulation;
using GridCity.Testing;

namespace GridCity.Runtime.Tests.Local;

public sealed class HeldLeaseTests
{
    private readonly ManualTimeProvider _time = new();

    [Fact]
    public async Task A_right_that_was_lost_does_not_come_back_when_the_keeper_gets_the_lease_again()
    {
        var table = new MemoryLeaseTable(_time);
        await using var keeper = new LeaseKeeper(table, "a", _time);
        keeper.Start();
        var first = new HeldLease(keeper, (await keeper.HeldAsync()).Epoch);
        first.ThrowIfNotServing();
        await table.ReleaseAsync(first.Epoch);
        var other = (await table.TryTakeAsync("b", null, LeaseTimes.Usual.Term)).Epoch!.Value;
        await table.ReleaseAsync(other);

        await Eventually.Is(() => HasNewLease(keeper, other), "a, after b gave the lease back: a has it again");

        new HeldLease(keeper, keeper.Epoch).ThrowIfNotServing();
        Assert.Throws<GridUnavailableException>(first.ThrowIfNotServing);
    }

    private bool HasNewLease(LeaseKeeper keeper, long than)
    {
        _time.Advance(LeaseTimes.Usual.PollEvery);
        return keeper.State is LeaseState.Held && keeper.Epoch > than;
    }
}
