using System.Diagnostics;

namespace GridCity.Runtime.Postgres;

/// <summary>What a finished program said, on both channels.</summary>
internal readonly record struct Said(int ExitCode, string Text);

/// <summary>The user that the server runs as: this process's own, or an unprivileged one, as PostgreSQL refuses root.</summary>
internal sealed class ServerUser
{
    private readonly (string User, string Group)? _ids;

    private ServerUser((string User, string Group)? ids) => _ids = ids;

    public static ServerUser Myself { get; } = new(null);

    /// <exception cref="PrivatePostgresException">Root on a machine that has no unprivileged user.</exception>
    public static ServerUser ForServer() => Environment.IsPrivilegedProcess ? new(Unprivileged()) : Myself;

    /// <summary>Runs a program as this user and waits for its end. PostgreSQL's own variables are kept from it.</summary>
    /// <param name="folder">Working folder; the user must be able to enter it.</param>
    public async Task<Said> RunAsync(string program, IEnumerable<string> arguments, string folder, CancellationToken cancellation)
    {
        using var process = Process.Start(StartInfo(program, arguments, folder))!;
        var output = process.StandardOutput.ReadToEndAsync(cancellation);
        var errors = process.StandardError.ReadToEndAsync(cancellation);
        await process.WaitForExitAsync(cancellation);
        return new(process.ExitCode, await output + await errors);
    }

    /// <summary>Gives files to this user. Nothing to do when they are this process's own.</summary>
    public async Task OwnAsync(string path, CancellationToken cancellation)
    {
        if (_ids is not { } ids) return;
        var said = await Myself.RunAsync("chown", ["--", $"{ids.User}:{ids.Group}", path], "/", cancellation);
        if (said.ExitCode != 0) throw new PrivatePostgresException($"{path} cannot be given to the server's user: {said.Text}");
    }

    /// <summary>True when this user can enter and change the folder: a home folder on the way may be closed to it.</summary>
    public async Task<bool> CanUseAsync(string folder, CancellationToken cancellation) =>
        _ids is null || (await RunAsync("test", ["-w", folder, "-a", "-x", folder], "/", cancellation)).ExitCode == 0;

    private ProcessStartInfo StartInfo(string program, IEnumerable<string> arguments, string folder)
    {
        string[] dropped = _ids is { } ids
            ? ["setpriv", $"--reuid={ids.User}", $"--regid={ids.Group}", "--clear-groups", "--"]
            : [];
        string[] line = [.. dropped, program, .. arguments];
        var start = new ProcessStartInfo(line[0], line[1..])
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("PG", StringComparison.Ordinal)).ToArray())
            start.Environment.Remove(name);
        start.Environment["LC_ALL"] = "C";
        return start;
    }

    private static (string User, string Group) Unprivileged()
    {
        var users = File.ReadLines("/etc/passwd").Select(line => line.Split(':')).Where(fields => fields.Length > 3).ToArray();
        var user = users.FirstOrDefault(fields => fields[0] == "postgres")
            ?? users.FirstOrDefault(fields => fields[0] == "nobody")
            ?? throw new PrivatePostgresException("PostgreSQL does not run as root, and there is no user postgres: adduser --system postgres.");
        return (user[2], user[3]);
    }
}
