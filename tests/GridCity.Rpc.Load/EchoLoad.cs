namespace GridCity.Rpc.Load;

/// <summary>What to ask of a server.</summary>
/// <param name="Port">On the loopback address.</param>
/// <param name="Callers">Calls under way at any moment: each caller waits for its answer, then calls again.</param>
/// <param name="Connections">Over which the callers are spread.</param>
/// <param name="Seconds">How long is measured.</param>
public sealed record EchoPlan(int Port, int Callers = 64, int Connections = 1, double Seconds = 10)
{
    public string Path { get; init; } = EchoServer.Path;

    /// <summary>Text of the message, in bytes.</summary>
    public int TextBytes { get; init; } = 32;
}

/// <summary>What was seen.</summary>
/// <param name="Rate">Calls per second.</param>
/// <param name="P50Ms">From sending a call to the end of its answer, in milliseconds.</param>
/// <param name="P99Ms">Likewise.</param>
/// <param name="Calls">All that were measured; each answer was checked against its question.</param>
public sealed record EchoResult(double Rate, double P50Ms, double P99Ms, long Calls);

/// <summary>
/// A load generator that costs little beside what it measures: it writes HTTP/2 frames itself, many in one packet. It
/// checks every answer and fails on the first wrong one.
/// </summary>
public static class EchoLoad
{
    public static EchoResult Run(EchoPlan plan)
    {
        var connections = Enumerable.Range(0, plan.Connections)
            .Select(index => new EchoConnection(plan, Share(plan, index)))
            .ToArray();
        var threads = connections.Select(connection => new Thread(connection.Run) { IsBackground = true }).ToArray();
        foreach (var thread in threads)
            thread.Start();
        foreach (var thread in threads)
            thread.Join();
        return Sum(connections, plan);
    }

    private static int Share(EchoPlan plan, int index) =>
        plan.Callers / plan.Connections + (index < plan.Callers % plan.Connections ? 1 : 0);

    private static EchoResult Sum(EchoConnection[] connections, EchoPlan plan)
    {
        foreach (var connection in connections)
            if (connection.Failure is { } failure)
                throw new InvalidOperationException("The echo run failed.", failure);
        var latencies = connections[0].Latencies;
        foreach (var connection in connections.Skip(1))
            latencies.Add(connection.Latencies);
        return new EchoResult(
            latencies.Count / plan.Seconds, latencies.QuantileMs(0.50), latencies.QuantileMs(0.99), latencies.Count);
    }
}
