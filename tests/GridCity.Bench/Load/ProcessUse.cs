using System.Globalization;

namespace GridCity.Bench.Load;

/// <summary>Processor time of processes and of their children, read from the kernel.</summary>
internal static class ProcessUse
{
    private static readonly double TickSeconds = 1.0 / 100; // USER_HZ; fixed at 100 for user space on Linux

    /// <summary>Processor seconds of one process.</summary>
    public static double Seconds(int pid)
    {
        var stat = File.ReadAllText($"/proc/{pid}/stat");
        var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        return (Number(fields[11]) + Number(fields[12])) * TickSeconds;
    }

    /// <summary>Processor seconds of a process and all its descendants that live now and have lived.</summary>
    public static double TreeSeconds(int root)
    {
        var parents = Directory.GetDirectories("/proc").Select(Path.GetFileName).Where(name => int.TryParse(name, out _))
            .Select(name => int.Parse(name!, CultureInfo.InvariantCulture)).ToDictionary(pid => pid, Parent);
        var tree = new HashSet<int> { root };
        while (parents.Where(entry => tree.Contains(entry.Value)).Select(entry => entry.Key).Count(tree.Add) > 0)
        {
            // Each pass adds one more generation.
        }

        return tree.Where(pid => parents.ContainsKey(pid)).Sum(WithReaped);
    }

    private static double WithReaped(int pid)
    {
        try
        {
            var stat = File.ReadAllText($"/proc/{pid}/stat");
            var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            return (Number(fields[11]) + Number(fields[12]) + Number(fields[13]) + Number(fields[14])) * TickSeconds;
        }
        catch (IOException)
        {
            return 0; // It ended between the listing and the look.
        }
    }

    private static int Parent(int pid)
    {
        try
        {
            var stat = File.ReadAllText($"/proc/{pid}/stat");
            return int.Parse(stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[1], CultureInfo.InvariantCulture);
        }
        catch (IOException)
        {
            return 0;
        }
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
