namespace GridCity.Testing;

/// <summary>Waits for conditions. No test sleeps: it waits for what it means, and says so when that does not come.</summary>
public static class Eventually
{
    /// <summary>Far longer than anything takes on a busy machine; a test that is right never waits so long.</summary>
    public static readonly TimeSpan LimitUsual = TimeSpan.FromSeconds(20);

    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(5);

    /// <summary>Waits until the condition holds.</summary>
    /// <param name="expectation">Grain, phase and what was expected, for the failure's message.</param>
    /// <exception cref="TimeoutException">It does not hold within the limit of real time.</exception>
    public static Task Is(Func<bool> condition, TimeSpan limit, string expectation) =>
        Is(() => Task.FromResult(condition()), limit, expectation);

    /// <inheritdoc cref="Is(Func{bool}, TimeSpan, string)"/>
    public static Task Is(Func<bool> condition, string expectation) => Is(condition, LimitUsual, expectation);

    /// <inheritdoc cref="Is(Func{bool}, TimeSpan, string)"/>
    public static Task Is(Func<Task<bool>> condition, string expectation) => Is(condition, LimitUsual, expectation);

    /// <inheritdoc cref="Is(Func{bool}, TimeSpan, string)"/>
    public static async Task Is(Func<Task<bool>> condition, TimeSpan limit, string expectation)
    {
        var time = TimeProvider.System;
        var started = time.GetTimestamp();
        using var timer = new PeriodicTimer(Interval, time);
        while (!await condition())
        {
            if (time.GetElapsedTime(started) > limit)
                throw new TimeoutException($"Not within {limit.TotalSeconds:0.#} s: {expectation}");
            await timer.WaitForNextTickAsync();
        }
    }

    /// <summary>The task's result, or a failure that names what was expected.</summary>
    public static async Task<T> Gives<T>(Task<T> task, string expectation)
    {
        try
        {
            return await task.WaitAsync(LimitUsual, TimeProvider.System);
        }
        catch (TimeoutException) when (!task.IsCompleted)
        {
            throw new TimeoutException($"Not within {LimitUsual.TotalSeconds:0.#} s: {expectation}");
        }
    }
}
