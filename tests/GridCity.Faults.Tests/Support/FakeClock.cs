using GridCity.Testing;

namespace GridCity.Faults.Tests.Support;

/// <summary>A machine's clock that a test sets, for one process: Debian's libfaketime. Its monotonic clock stays true.</summary>
internal sealed class FakeClock : IDisposable
{
    private const string Package = "libfaketime";

    private readonly string _file = Path.GetTempFileName();

    /// <remarks>Skips the test where the package is not installed.</remarks>
    public FakeClock()
    {
        Environment = new Dictionary<string, string>
        {
            ["LD_PRELOAD"] = Library(),
            ["FAKETIME_TIMESTAMP_FILE"] = _file,
            ["FAKETIME_NO_CACHE"] = "1",
            ["FAKETIME_DONT_FAKE_MONOTONIC"] = "1",
            ["FAKETIME_DONT_RESET"] = "1",
        };
        Jump("+0");
    }

    public IReadOnlyDictionary<string, string> Environment { get; }

    /// <param name="seconds">Ahead of the true time, with a sign.</param>
    public void Jump(string seconds)
    {
        var written = _file + ".new";
        File.WriteAllText(written, seconds + "\n");
        File.Move(written, _file, overwrite: true);
    }

    public void Dispose() => File.Delete(_file);

    private static string Library() =>
        Directory.EnumerateDirectories("/usr/lib", "*-linux-gnu").Select(folder => Path.Combine(folder, "faketime", "libfaketime.so.1"))
            .FirstOrDefault(File.Exists) ?? throw new SkippedException($"{Package} is not installed: apt-get install {Package}");
}
