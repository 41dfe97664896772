using System.Diagnostics;

namespace GridCity.Testing.Silos;

/// <summary>Signals to processes that a test started.</summary>
public static class Signals
{
    public const string Terminate = "TERM";
    public const string Kill = "KILL";

    /// <summary>Stands still until <see cref="Continue"/>, as a machine does that is paused or swaps.</summary>
    public const string Stop = "STOP";

    public const string Continue = "CONT";

    /// <summary>Sends a signal; a process that is gone is left out.</summary>
    public static void Send(string signal, params IEnumerable<int> pids)
    {
        using var kill = Process.Start(new ProcessStartInfo("kill", [$"-{signal}", .. pids.Select(pid => $"{pid}")])
        {
            RedirectStandardError = true,
        })!;
        kill.StandardError.ReadToEnd();
        kill.WaitForExit();
    }
}
