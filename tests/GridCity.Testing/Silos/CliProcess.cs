using System.Diagnostics;

namespace GridCity.Testing.Silos;

/// <summary>The product's command line in a process of its own.</summary>
public sealed class CliProcess : IDisposable
{
    private const string Project = "GridCity.Cli";
    private const string Program = "gridcity.dll";

    private static readonly TimeSpan EndMax = TimeSpan.FromMinutes(30);

    private readonly Process _process;
    private readonly Task<string> _said;
    private readonly Task<string> _complained;

    private CliProcess(ProcessStartInfo start)
    {
        _process = Process.Start(start)!;
        (_said, _complained) = (_process.StandardOutput.ReadToEndAsync(), _process.StandardError.ReadToEndAsync());
    }

    /// <param name="token">An administrator's; empty where none is needed.</param>
    public static CliProcess Start(string token, params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo("dotnet", [ProgramFile(), .. arguments])
        {
            RedirectStandardOutput = true, RedirectStandardError = true,
        };
        start.Environment["GRIDCITY_TOKEN"] = token;
        return new(start);
    }

    /// <summary>Ends it at once, as a power cut would.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    /// <returns>All that it said, once it ended well.</returns>
    /// <exception cref="InvalidOperationException">It ended otherwise.</exception>
    /// <param name="fine">Exit codes besides 0 that are a good end too.</param>
    public async Task<string> EndAsync(params int[] fine)
    {
        using var limit = new CancellationTokenSource(EndMax);
        await _process.WaitForExitAsync(limit.Token);
        var said = $"{await _said}\n{await _complained}";
        return _process.ExitCode == 0 || fine.Contains(_process.ExitCode)
            ? said
            : throw new InvalidOperationException($"gridcity ended with {_process.ExitCode}: {said}");
    }

    /// <summary>Runs a command to its good end.</summary>
    public static async Task<string> RunAsync(string token, params string[] arguments)
    {
        using var run = Start(token, arguments);
        return await run.EndAsync();
    }

    public void Dispose()
    {
        if (!_process.HasExited) _process.Kill();
        _process.Dispose();
    }

    /// <summary>The program that the same build made: it stands beside the test's own folder.</summary>
    private static string ProgramFile()
    {
        var own = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));
        var file = Path.Combine(own.Parent!.Parent!.FullName, Project, own.Name, Program);
        return File.Exists(file) ? file : throw new FileNotFoundException($"{file} is missing: build client/{Project} in the same way.");
    }
}
