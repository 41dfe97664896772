using System.Globalization;

namespace GridCity.Runtime.Local;

/// <summary>
/// Who holds a lease: <c>name/boot/namespace/user/pid/start</c>. Written so that a silo that starts again after it was killed
/// can tell that its former self is gone, and need not wait for that one's lease to run out.
/// </summary>
public static class SiloProcess
{
    /// <summary>The identity of this process.</summary>
    /// <param name="name">For people: the silo's name or address; no slash.</param>
    public static string Identity(string name) =>
        $"{name.Replace('/', '-')}/{Boot}/{PidNamespace}/{Environment.UserName}/{Environment.ProcessId}/{StartOf(Environment.ProcessId)}";

    /// <summary>True only if that process ran on this very machine since its last boot, and does not run any more.</summary>
    /// <remarks>Only of the same user: the kernel may hide the others' processes.</remarks>
    public static bool IsSurelyDead(string identity) =>
        identity.Split('/') is [_, var boot, var space, var user, var pidText, var start]
        && boot == Boot && space == PidNamespace && user == Environment.UserName
        && int.TryParse(pidText, NumberStyles.None, CultureInfo.InvariantCulture, out var pid)
        && StartOf(pid) != start;

    /// <summary>Changes with each boot of the kernel.</summary>
    private static string Boot { get; } = File.ReadAllText("/proc/sys/kernel/random/boot_id").Trim();

    /// <summary>A pid means something only within its namespace: containers have their own.</summary>
    private static string PidNamespace { get; } = new FileInfo("/proc/self/ns/pid").LinkTarget ?? "";

    /// <summary>Start of the process in clock ticks since boot, which tells it from a later one with the same pid.</summary>
    private static string StartOf(int pid)
    {
        try
        {
            var stat = File.ReadAllText($"/proc/{pid}/stat");
            // The name may hold anything, so fields are counted from its closing bracket: state is the first, start the 20th.
            var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            return fields[0] is "Z" or "X" ? "" : fields[19];
        }
        catch (IOException)
        {
            // No such process.
            return "";
        }
    }
}
