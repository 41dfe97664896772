using System.Diagnostics;
using GridCity.Runtime.Postgres;
using GridCity.Testing;

namespace GridCity.Runtime.Tests.Postgres;

/// <summary>The folder of a server that was made, started and stopped once; tests work on copies, which cost less.</summary>
public sealed class MadeServer : IAsyncLifetime
{
    private readonly TestFolder _folder = new();

    /// <summary>A killed process loses nothing that the kernel has; only a power cut asks for more.</summary>
    public static PrivatePostgresOptions Options { get; } = new()
    {
        Settings = new Dictionary<string, string> { ["fsync"] = "off", ["shared_buffers"] = "16MB", ["min_wal_size"] = "32MB" },
    };

    private string Made => Path.Combine(_folder.Path, "postgres");

    public async ValueTask InitializeAsync()
    {
        var server = await PrivatePostgres.StartAsync(Made, Options);
        await server.StopAsync();
    }

    public async Task CopyToAsync(string folder)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(folder)!);
        using var copy = Process.Start("cp", ["-a", Made, folder]);
        await copy.WaitForExitAsync();
        Assert.Equal(0, copy.ExitCode);
    }

    public ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return default;
    }
}
