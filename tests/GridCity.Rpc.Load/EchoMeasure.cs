namespace GridCity.Rpc.Load;

/// <summary>How one kind of server did.</summary>
/// <param name="Kind">What served.</param>
/// <param name="Result">What the callers saw.</param>
/// <param name="ServerMicroseconds">Processor time of the server per call.</param>
public sealed record EchoMeasure(EchoKind Kind, EchoResult Result, double ServerMicroseconds)
{
    // So many that the runtime has compiled the server's hot paths for good, however busy the machine is.
    private const long WarmUpCalls = 300_000;
    private const int WarmUpRoundsMax = 10;

    /// <summary>Measures a kind of server in a fresh process; the callers run in this one.</summary>
    public static EchoMeasure Run(EchoKind kind, int callers = 64, int connections = 1, double seconds = 10)
    {
        using var server = EchoProcess.Start(kind);
        var plan = new EchoPlan(server.Port, callers, connections, seconds);
        WarmUp(plan with { Seconds = 2 });
        var before = server.ProcessorTime;
        var result = EchoLoad.Run(plan);
        return new EchoMeasure(kind, result, (server.ProcessorTime - before).TotalMicroseconds / result.Calls);
    }

    private static void WarmUp(EchoPlan plan)
    {
        var calls = 0L;
        for (var round = 0; round < WarmUpRoundsMax && calls < WarmUpCalls; round++)
            calls += EchoLoad.Run(plan).Calls;
    }
}
