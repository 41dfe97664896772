using System.Runtime.InteropServices;
using GridCity.Silo.Configuration;
using GridCity.Silo.Hosting;
using GridCity.Silo.Operations;

namespace GridCity.Silo.Commands;

/// <summary>Runs the server until Ctrl-C or SIGTERM.</summary>
internal static class RunCommand
{
    public static async Task<int> RunAsync(string[] arguments)
    {
        var options = OptionReader.Read(OptionReader.Configuration(arguments));
        using var stop = new CancellationTokenSource();
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal => Stop(signal, stop));
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal => Stop(signal, stop));
        using var logging = LoggerFactory.Create(log => log
            .AddSimpleConsole(console => console.SingleLine = true)
            .AddFilter("Orleans", LogLevel.Error));
        await using var silo = await StartAsync(options, logging, stop.Token);
        if (silo is null) return 0;
        Print(silo);
        await WaitAsync(stop.Token);
        Console.WriteLine("Stopping.");
        return 0;
    }

    private static async Task<SiloServer?> StartAsync(SiloOptions options, ILoggerFactory logging, CancellationToken stop)
    {
        try
        {
            return await SiloServer.StartAsync(options, logging, stop);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return null;
        }
    }

    private static void Print(SiloServer silo)
    {
        Console.WriteLine(
            $"""
            GridCity {BuildInfo.Version} ({BuildInfo.Build} build, {silo.EngineName} engine)
              city      {silo.City.City.Code} {silo.City.Name}, {silo.City.Pack.Cells.Length:N0} cells
              database  {silo.DatabaseText}
              gRPC      {silo.Addresses[0]}
              HTTP      {silo.Addresses[2]}/openapi/v1.json
              pages     {silo.Addresses[2]}
              health    {silo.Addresses[1]}/health/ready
            {Demo(silo)}Ctrl-C stops it.
            """);
    }

    private static string Demo(SiloServer silo) => silo.DemoAccount is { } account
        ? $"  demo      {account}{Environment.NewLine}  (holds every post, for this machine alone: a new private city on loopback has it, no other){Environment.NewLine}"
        : "";

    private static async Task WaitAsync(CancellationToken stop)
    {
        var stopped = new TaskCompletionSource();
        await using var registration = stop.Register(stopped.SetResult);
        await stopped.Task;
    }

    /// <summary>The first signal stops in order, the second ends the process as the system would.</summary>
    private static void Stop(PosixSignalContext signal, CancellationTokenSource stop)
    {
        signal.Cancel = !stop.IsCancellationRequested;
        stop.Cancel();
    }
}
