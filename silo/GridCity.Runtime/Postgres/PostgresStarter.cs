using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;

namespace GridCity.Runtime.Postgres;

/// <summary>Makes, starts and stops the server of one folder. The caller holds the folder's lock while it starts.</summary>
internal sealed partial class PostgresStarter(
    PostgresFolder folder, PostgresBinaries binaries, ServerUser user, PrivatePostgresOptions options)
{
    /// <summary>The server's owner; a name inside PostgreSQL, not of the machine.</summary>
    public const string User = "gridcity";

    /// <summary>Longest path of a socket's file that the kernel takes, in bytes.</summary>
    private const int SocketBytesMax = 107;

    private const string SocketName = "/.s.PGSQL.65535";

    private string LimitSeconds => $"{(int)Math.Ceiling(options.Limit.TotalSeconds)}";

    /// <summary>Starts the server, on new data if there are none.</summary>
    /// <param name="port">Where clients expect it; null for any.</param>
    public async Task<Postmaster> StartAsync(int? port, CancellationToken cancellation)
    {
        if (!folder.HasData) await InitializeAsync(cancellation);
        while (true)
        {
            if (await TryStartAsync(port, cancellation) is { } server) return server;
            await Task.Delay(PrivatePostgres.PollInterval, options.Time, cancellation);
        }
    }

    public async Task StopAsync(Postmaster server, CancellationToken cancellation)
    {
        if (!Postmaster.Runs(server.Pid)) return;
        var said = await user.RunAsync(
            binaries.PgCtl, ["stop", "-D", folder.Data, "-m", "fast", "-w", "-t", LimitSeconds], folder.Path, cancellation);
        if (said.ExitCode != 0 && Postmaster.Runs(server.Pid))
            throw new PrivatePostgresException($"The PostgreSQL in {folder.Path} does not stop: {said.Text.Trim()}");
        if (server.SocketFolder != folder.Path && Directory.Exists(server.SocketFolder))
            Directory.Delete(server.SocketFolder, recursive: true);
    }

    /// <summary>Data appear under their name only when they are whole, so a killed first start leaves nothing behind.</summary>
    private async Task InitializeAsync(CancellationToken cancellation)
    {
        if (Directory.Exists(folder.DataUnfinished)) Directory.Delete(folder.DataUnfinished, recursive: true);
        var passwordFile = await folder.MakePasswordFileAsync(cancellation);
        string[] arguments =
        [
            "-D", folder.DataUnfinished, "-U", User, "--encoding=UTF8", "--locale-provider=libc",
            // Bytes decide the order, so that an index outlives a new C library; letters are still Unicode's.
            "--locale=C.UTF-8", "--lc-collate=C", "--auth=scram-sha-256", $"--pwfile={passwordFile}", "--no-instructions",
        ];
        var said = await user.RunAsync(binaries.Initdb, arguments, folder.Path, cancellation);
        if (said.ExitCode != 0) throw new PrivatePostgresException($"initdb failed in {folder.Path}: {said.Text.Trim()}");
        Directory.Move(folder.DataUnfinished, folder.Data);
    }

    /// <returns>Null when the next try may succeed: the port was taken meanwhile, or a killed server's children still end.</returns>
    private async Task<Postmaster?> TryStartAsync(int? port, CancellationToken cancellation)
    {
        Postmaster.RemoveStale(folder.Data);
        await ConfigureAsync(port ?? UsualOrFreePort(), cancellation);
        var logStart = folder.TrimLog();
        var said = await user.RunAsync(
            binaries.PgCtl, ["start", "-D", folder.Data, "-l", folder.Log, "-w", "-t", LimitSeconds], folder.Path, cancellation);
        if (said.ExitCode == 0 && Postmaster.Find(folder.Data) is { } server) return server;
        var log = folder.ReadLog(logStart);
        return IsPassing().IsMatch(log) ? null : throw new PrivatePostgresException(
            $"The PostgreSQL in {folder.Path} does not start. {said.Text.Trim()} Its log ({folder.Log}) says: {log.Trim()}");
    }

    private async Task ConfigureAsync(int port, CancellationToken cancellation)
    {
        await folder.WritePortAsync(port, cancellation);
        var settings = PostgresSettings.Configuration(port, await SocketFolderAsync(cancellation), options.Settings);
        await folder.WriteDataAsync("postgresql.conf", settings, cancellation);
        await folder.WriteDataAsync("pg_hba.conf", PostgresSettings.Access, cancellation);
    }

    /// <summary>The folder itself, unless its path is too long or needs quoting.</summary>
    private async Task<string> SocketFolderAsync(CancellationToken cancellation)
    {
        if (folder.Path.Length + SocketName.Length <= SocketBytesMax && IsPlainPath().IsMatch(folder.Path)) return folder.Path;
        if (folder.ReadSocketFolder() is { } usual) return usual;
        var temporary = Directory.CreateTempSubdirectory("gridcity-").FullName;
        await user.OwnAsync(temporary, cancellation);
        await folder.WriteSocketFolderAsync(temporary, cancellation);
        return temporary;
    }

    private int UsualOrFreePort() => folder.ReadPort() is { } usual && IsFree(usual) ? usual : FreePort();

    private static bool IsFree(int port)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            // Somebody else listens there; the caller takes another port.
            return false;
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    [GeneratedRegex("pre-existing shared memory block|could not create any TCP/IP sockets|Is another postmaster")]
    private static partial Regex IsPassing();

    [GeneratedRegex("^[A-Za-z0-9/._-]+$")]
    private static partial Regex IsPlainPath();
}
