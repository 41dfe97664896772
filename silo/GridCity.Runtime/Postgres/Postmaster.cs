using System.Diagnostics;

namespace GridCity.Runtime.Postgres;

/// <summary>A running server as its own file <c>postmaster.pid</c> tells: pid, port and socket folder.</summary>
internal sealed record Postmaster(int Pid, int Port, string SocketFolder)
{
    private const string FileName = "postmaster.pid";

    /// <summary>The server that runs on the data, or null. A file left by a killed one is not believed.</summary>
    public static Postmaster? Find(string dataFolder)
    {
        var lines = ReadLines(Path.Combine(dataFolder, FileName));
        return lines.Length >= 5 && int.TryParse(lines[0], out var pid) && int.TryParse(lines[3], out var port) && Runs(pid)
            ? new(pid, port, lines[4])
            : null;
    }

    /// <summary>
    /// Removes the file of a server that is gone. PostgreSQL does so itself, unless another process has got the pid,
    /// or nobody has collected the dead one.
    /// </summary>
    public static void RemoveStale(string dataFolder)
    {
        var path = Path.Combine(dataFolder, FileName);
        var lines = ReadLines(path);
        if (lines.Length == 0 || !int.TryParse(lines[0], out var pid) || !Runs(pid)) File.Delete(path);
    }

    /// <summary>True for a live PostgreSQL process; a zombie is not alive.</summary>
    public static bool Runs(int pid)
    {
        try
        {
            var stat = File.ReadAllText($"/proc/{pid}/stat");
            var nameEnd = stat.LastIndexOf(')');
            var name = stat[(stat.IndexOf('(') + 1)..nameEnd];
            return name is "postgres" or "postmaster" && stat[nameEnd + 2] is not ('Z' or 'X');
        }
        catch (IOException)
        {
            // The process ended: the kernel says so by the file's absence or by an error while it is read.
            return false;
        }
    }

    /// <summary>Ends the server at once, as a power cut would.</summary>
    public static void Kill(int pid)
    {
        try
        {
            using var process = Process.GetProcessById(pid);
            process.Kill();
        }
        catch (ArgumentException)
        {
            // It is gone already, which is what was asked.
        }
    }

    private static string[] ReadLines(string path)
    {
        try
        {
            return File.ReadAllLines(path);
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            return [];
        }
    }
}
