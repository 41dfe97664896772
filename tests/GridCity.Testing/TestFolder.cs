using System.Diagnostics;

namespace GridCity.Testing;

/// <summary>A temporary folder; whatever server still runs on data in it ends with it.</summary>
public sealed class TestFolder : IDisposable
{
    private const int DeleteTriesMax = 50;

    private static readonly TimeSpan EndMax = TimeSpan.FromSeconds(5);

    private const UnixFileMode OpenToPass =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    public TestFolder()
    {
        Path = Directory.CreateTempSubdirectory("gridcity-test-folder-").FullName;
        // The server of root's tests runs as another user and has to pass.
        File.SetUnixFileMode(Path, OpenToPass);
    }

    public string Path { get; }

    public void Dispose() => Remove(Path);

    internal static void Remove(string folder)
    {
        if (!Directory.Exists(folder)) return;
        foreach (var file in Directory.EnumerateFiles(folder, "postmaster.pid", SearchOption.AllDirectories))
            if (int.TryParse(File.ReadLines(file).FirstOrDefault(), out var pid)) Kill(pid);
        Delete(folder);
    }

    private static void Kill(int pid)
    {
        try
        {
            using var process = Process.GetProcessById(pid);
            if (process.ProcessName != "postgres") return;
            process.Kill();
            SpinWait.SpinUntil(() => HasEnded(pid), EndMax);
        }
        catch (ArgumentException)
        {
            // It ended by itself meanwhile.
        }
    }

    /// <summary>
    /// A dead one that nobody has collected has ended too: where the first process of a machine collects nobody's children,
    /// <see cref="Process.WaitForExit(TimeSpan)"/> would wait for it in vain.
    /// </summary>
    private static bool HasEnded(int pid)
    {
        try
        {
            var stat = File.ReadAllText($"/proc/{pid}/stat");
            return stat[stat.LastIndexOf(')') + 2] is 'Z' or 'X';
        }
        catch (IOException)
        {
            return true;
        }
    }

    /// <summary>The children of a killed server still write while they notice, so that a folder is not empty at first.</summary>
    private static void Delete(string folder)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                Directory.Delete(folder, recursive: true);
                return;
            }
            catch (DirectoryNotFoundException) when (!Directory.Exists(folder))
            {
                return;
            }
            catch (IOException) when (tries < DeleteTriesMax)
            {
                Thread.Yield();
            }
        }
    }
}
