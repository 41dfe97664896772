using GridCity.Runtime.Journal;

namespace GridCity.Runtime.Engine.Delivery;

/// <summary>Hands out mail numbers and timer generations from reserved blocks; numbers grow within a silo.</summary>
internal sealed class IdBlock(IMailTable mail)
{
    private readonly SemaphoreSlim _refill = new(1, 1);
    private readonly Lock _gate = new();
    private long _next;
    private long _end;

    /// <returns>First of <paramref name="count"/> consecutive numbers.</returns>
    public ValueTask<long> TakeAsync(int count) => TryTake(count) is { } first ? new(first) : new(RefillAsync(count));

    /// <summary>Drops numbers up to one that another silo gave out: reserved blocks grow, so the next block is beyond it.</summary>
    public void SkipTo(long number)
    {
        lock (_gate)
        {
            if (number >= _next) _next = _end;
        }
    }

    private long? TryTake(int count)
    {
        lock (_gate)
        {
            if (_end - _next < count) return null;
            _next += count;
            return _next - count;
        }
    }

    private async Task<long> RefillAsync(int count)
    {
        await _refill.WaitAsync();
        try
        {
            while (true)
            {
                if (TryTake(count) is { } first) return first;
                var start = await mail.ReserveIdsAsync(IMailTable.ReservedMax);
                lock (_gate) (_next, _end) = (start, start + IMailTable.ReservedMax);
            }
        }
        finally
        {
            _refill.Release();
        }
    }
}
