using Google.Rpc;
using GridCity.Rpc;

namespace GridCity.Client;

/// <summary>Which failures pass, and how long to wait before the next try.</summary>
internal sealed class RetryDelays(GridCityClientOptions options, RetryBudget budget)
{
    private const int DoublingsMax = 16;

    /// <summary>True for a status that may be another one when asked again.</summary>
    public static bool IsPassing(RpcException error) =>
        error.Code is StatusCode.Unavailable or StatusCode.ResourceExhausted or StatusCode.Aborted;

    /// <summary>
    /// The server's delay if it names one and is asked again, else a doubling one; half of it by chance, so that callers
    /// spread; and never before the budget allows it.
    /// </summary>
    /// <param name="tries">Made so far, at least 1.</param>
    /// <param name="isElsewhere">True when another silo is asked next.</param>
    public TimeSpan Next(RpcException? error, int tries, bool isElsewhere)
    {
        var named = isElsewhere || error is null || !error.TryGetDetail<RetryInfo>(out var info)
            ? TimeSpan.Zero
            : info.RetryDelay.ToTimeSpan();
        var doubled = options.RetryDelayFirst * Math.Pow(2, Math.Min(tries - 1, DoublingsMax));
        var delay = named > doubled ? named : doubled < options.RetryDelayMax ? doubled : options.RetryDelayMax;
        delay *= 0.5 + (Random.Shared.NextDouble() / 2);
        var due = budget.Take();
        return delay > due ? delay : due;
    }
}
