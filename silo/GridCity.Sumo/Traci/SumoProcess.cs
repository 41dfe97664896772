using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace GridCity.Sumo.Traci;

/// <summary>A SUMO process of our own, connected to and ended with us.</summary>
public sealed class SumoProcess : IDisposable
{
    private const int TriesMax = 5;
    private const int SaidCharactersMax = 4_000;
    private static readonly TimeSpan StartMax = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan EndMax = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan LastWordsMax = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan TryAgainAfter = TimeSpan.FromMilliseconds(20);

    private readonly Process _process;
    private readonly StringBuilder _said = new();
    private TraciClient? _client;

    private SumoProcess(Process process)
    {
        _process = process;
        process.OutputDataReceived += (_, line) => Heard(line.Data);
        process.ErrorDataReceived += (_, line) => Heard(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>The connection.</summary>
    public TraciClient Client => _client ?? throw new InvalidOperationException("not connected");

    public int Id => _process.Id;

    /// <summary>SUMO's own version, as it says it.</summary>
    public string Version { get; private set; } = "";

    /// <summary>Starts SUMO and connects to it.</summary>
    /// <param name="arguments">All but the port.</param>
    /// <param name="silence">How long it may take for one answer.</param>
    /// <exception cref="SumoException">It is not installed, does not take its input, or does not listen.</exception>
    public static SumoProcess Start(IEnumerable<string> arguments, TimeSpan silence)
    {
        var given = arguments.ToArray();
        for (var tries = 1; ; tries++)
        {
            var port = FreePort();
            var sumo = Launch([.. given, "--remote-port", $"{port}"]);
            if (sumo.Connect(port, silence)) return sumo;
            var said = sumo.Said();
            sumo.Dispose();
            // Another program took the port between our look and SUMO's.
            if (tries == TriesMax || !said.Contains("in use", StringComparison.OrdinalIgnoreCase))
                throw new SumoException($"SUMO did not start: {said}");
        }
    }

    /// <summary>Runs SUMO to its end without a controller.</summary>
    /// <exception cref="SumoException">It is not installed, or failed.</exception>
    public static void Run(IEnumerable<string> arguments)
    {
        using var sumo = Launch([.. arguments]);
        sumo._process.WaitForExit();
        if (sumo._process.ExitCode != 0) throw new SumoException($"SUMO failed: {sumo.Said()}");
    }

    /// <summary>What a failure in the middle of a run means: SUMO's own last words, if it died.</summary>
    public SumoException Explain(SumoException failure) =>
        _process.WaitForExit(LastWordsMax)
            ? new($"SUMO died with exit code {_process.ExitCode}: {Said()}", failure)
            : failure;

    /// <summary>Ends the simulation and waits until SUMO has written its files.</summary>
    public void Close()
    {
        Client.Close();
        if (!_process.WaitForExit(EndMax)) throw new SumoException($"SUMO did not end within {EndMax.TotalSeconds} s");
        if (_process.ExitCode != 0) throw new SumoException($"SUMO ended with exit code {_process.ExitCode}: {Said()}");
    }

    public void Dispose()
    {
        _client?.Dispose();
        try
        {
            if (!_process.HasExited) _process.Kill();
        }
        catch (InvalidOperationException)
        {
            // It exited in between.
        }

        _process.Dispose();
    }

    private static SumoProcess Launch(string[] arguments)
    {
        var start = new ProcessStartInfo("sumo", arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        if (Environment.GetEnvironmentVariable("SUMO_HOME") is null) start.Environment["SUMO_HOME"] = "/usr/share/sumo";
        try
        {
            return new(Process.Start(start)!);
        }
        catch (System.ComponentModel.Win32Exception missing)
        {
            throw new SumoException("the program sumo is not installed (Debian: apt-get install sumo)", missing);
        }
    }

    private static int FreePort()
    {
        using var probe = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        probe.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)probe.LocalEndPoint!).Port;
    }

    private bool Connect(int port, TimeSpan silence)
    {
        var watch = Stopwatch.StartNew();
        while (!_process.HasExited && watch.Elapsed < StartMax)
        {
            var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            try
            {
                socket.Connect(IPAddress.Loopback, port);
                _client = new(socket, silence);
                Version = _client.Version().Name;
                return !_process.HasExited;
            }
            catch (SocketException)
            {
                socket.Dispose();
                _process.WaitForExit(TryAgainAfter);
            }
            catch (SumoException failure)
            {
                throw Explain(failure);
            }
        }

        return false;
    }

    private void Heard(string? line)
    {
        lock (_said)
        {
            if (line is not null && _said.Length < SaidCharactersMax) _said.AppendLine(line);
        }
    }

    private string Said()
    {
        // Without a limit: waits for the output's end, which has come when the process is gone.
        if (_process.HasExited) _process.WaitForExit();
        lock (_said) return _said.Length == 0 ? "it said nothing" : _said.ToString().Trim().ReplaceLineEndings("; ");
    }
}
