namespace GridCity.Runtime.Local;

/// <summary>The in-memory twin of the lease's row. Every task that it returns is complete.</summary>
/// <param name="time">Stands for the database's clock.</param>
public sealed class MemoryLeaseTable(TimeProvider time) : ILeaseTable
{
    private readonly Lock _gate = new();
    private string _holder = "";
    private long _epoch;
    private DateTimeOffset _expiresAt = DateTimeOffset.MinValue;

    /// <summary>Of the newest lease; the in-memory journal fences by it.</summary>
    internal long Epoch
    {
        get
        {
            lock (_gate) return _epoch;
        }
    }

    /// <inheritdoc/>
    public Task<LeaseAnswer> TryTakeAsync(string holder, string? dead, TimeSpan term, CancellationToken cancellation = default)
    {
        lock (_gate)
        {
            if (_expiresAt > time.GetUtcNow() && _holder != dead) return Task.FromResult(new LeaseAnswer(null, _holder));
            (_holder, _epoch, _expiresAt) = (holder, _epoch + 1, time.GetUtcNow() + term);
            return Task.FromResult(new LeaseAnswer(_epoch, _holder));
        }
    }

    /// <inheritdoc/>
    public Task<bool> RenewAsync(long epoch, TimeSpan term, CancellationToken cancellation = default)
    {
        lock (_gate)
        {
            if (_epoch != epoch) return Task.FromResult(false);
            _expiresAt = time.GetUtcNow() + term;
            return Task.FromResult(true);
        }
    }

    /// <inheritdoc/>
    public Task ReleaseAsync(long epoch, CancellationToken cancellation = default)
    {
        lock (_gate)
            if (_epoch == epoch) _expiresAt = DateTimeOffset.MinValue;
        return Task.CompletedTask;
    }
}
