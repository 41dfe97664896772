using System.Diagnostics;

namespace GridCity.Rpc.Tests.Support;

/// <summary>Waits with a limit, and says for what when it comes.</summary>
internal static class Wait
{
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(20);

    public static async Task For(Task task, string what)
    {
        if (await Task.WhenAny(task, Task.Delay(Limit)) != task)
            Assert.Fail($"Waited {Limit.TotalSeconds} s in vain: {what}.");
        await task;
    }

    /// <summary>Waits until a number has not changed for a while.</summary>
    public static async Task<long> UntilSteady(Func<long> read, TimeSpan steady, string what)
    {
        var clock = Stopwatch.StartNew();
        var (last, since) = (read(), clock.Elapsed);
        while (clock.Elapsed - since < steady)
        {
            Assert.True(clock.Elapsed < Limit, $"Waited {Limit.TotalSeconds} s in vain: {what}.");
            await Task.Delay(Step);
            if (read() is var now && now != last)
                (last, since) = (now, clock.Elapsed);
        }
        return last;
    }
}
