using System.Globalization;

namespace GridCity.Testing.Silos;

/// <summary>What the kernel tells of processes.</summary>
public static class ProcessFacts
{
    /// <summary>A process and its children, which for a PostgreSQL is the whole server.</summary>
    public static IReadOnlyList<int> Family(int pid) =>
        [pid, .. Directory.EnumerateDirectories("/proc").Select(Path.GetFileName).Select(Number).OfType<int>().Where(other => Parent(other) == pid)];

    /// <summary>Memory in the machine's chips, in MB.</summary>
    public static double MemoryMb(int pid)
    {
        var line = File.ReadLines($"/proc/{pid}/status").First(line => line.StartsWith("VmRSS:", StringComparison.Ordinal));
        return double.Parse(line["VmRSS:".Length..^"kB".Length], CultureInfo.InvariantCulture) / 1024;
    }

    private static int? Number(string? name) =>
        int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var pid) ? pid : null;

    private static int? Parent(int pid)
    {
        try
        {
            var stat = File.ReadAllText($"/proc/{pid}/stat");
            return Number(stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[1]);
        }
        catch (IOException)
        {
            return null; // It ended between the listing and the look.
        }
    }
}
