using System.Diagnostics;
using System.Globalization;

namespace GridCity.Rpc.Load;

/// <summary>A server in a process of its own, so that it and the callers share no memory and no thread pool.</summary>
public sealed class EchoProcess : IDisposable
{
    private readonly Process _process;

    private EchoProcess(Process process)
    {
        _process = process;
        Port = int.Parse(process.StandardOutput.ReadLine()!, CultureInfo.InvariantCulture);
    }

    public int Port { get; }

    public static EchoProcess Start(EchoKind kind) =>
        new(Process.Start(new ProcessStartInfo(
            "dotnet", ["exec", typeof(EchoProcess).Assembly.Location, "serve", $"{kind}"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!);

    /// <summary>Processor time that the server has used.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }
}
