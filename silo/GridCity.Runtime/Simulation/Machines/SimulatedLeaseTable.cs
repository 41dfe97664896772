using GridCity.Runtime.Journal;
using GridCity.Runtime.Local;

namespace GridCity.Runtime.Simulation.Machines;

/// <summary>One silo's way to the lease. A silo that was cut off does not reach it, and loses it in the end.</summary>
internal sealed class SimulatedLeaseTable(SimulatedDatabase database, SimulatedNode node) : ILeaseTable
{
    private MemoryLeaseTable Lease => database.Store.Lease;

    public Task<LeaseAnswer> TryTakeAsync(string holder, string? dead, TimeSpan term, CancellationToken cancellation = default) =>
        CallAsync(() => Lease.TryTakeAsync(holder, dead, term, cancellation));

    public Task<bool> RenewAsync(long epoch, TimeSpan term, CancellationToken cancellation = default) =>
        CallAsync(() => Lease.RenewAsync(epoch, term, cancellation));

    public Task ReleaseAsync(long epoch, CancellationToken cancellation = default) => CallAsync(async () =>
    {
        await Lease.ReleaseAsync(epoch, cancellation);
        return true;
    });

    private Task<T> CallAsync<T>(Func<Task<T>> serve) => node.IsCutOff
        ? Task.FromException<T>(new JournalUnavailableException("simulated: the lease is out of reach"))
        : database.CallAsync(node, serve);
}
