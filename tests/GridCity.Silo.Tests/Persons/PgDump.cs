using System.Diagnostics;
using GridCity.Testing;
using Npgsql;

namespace GridCity.Silo.Tests.Persons;

/// <summary>A dump of a test's database, as an operator would take a backup.</summary>
internal static class PgDump
{
    private const string Root = "/usr/lib/postgresql";

    /// <param name="tables">Patterns of the tables to dump; none for all of it.</param>
    /// <returns>SQL text; bytes stand in it as hexadecimal digits.</returns>
    public static async Task<string> TextAsync(TestDatabase database, params string[] tables)
    {
        var settings = new NpgsqlConnectionStringBuilder(database.ConnectionString);
        var start = new ProcessStartInfo(Program())
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            ArgumentList =
            {
                "--host", settings.Host!, "--port", $"{settings.Port}", "--username", settings.Username!, "--no-password",
            },
        };
        foreach (var table in tables) start.ArgumentList.Add($"--table={table}");
        start.ArgumentList.Add(settings.Database!);
        start.Environment["PGPASSWORD"] = settings.Password;
        using var dump = Process.Start(start)!;
        var errors = dump.StandardError.ReadToEndAsync();
        var text = await dump.StandardOutput.ReadToEndAsync();
        await dump.WaitForExitAsync();
        Assert.True(dump.ExitCode == 0, $"pg_dump failed: {await errors}");
        return text;
    }

    private static string Program()
    {
        var versions = Directory.Exists(Root) ? Directory.GetDirectories(Root).OrderByDescending(VersionOf) : Enumerable.Empty<string>();
        return versions.Select(folder => Path.Combine(folder, "bin", "pg_dump")).FirstOrDefault(File.Exists)
            ?? throw new SkippedException("pg_dump is not installed: apt-get install postgresql-client");
    }

    private static int VersionOf(string folder) => int.TryParse(Path.GetFileName(folder), out var version) ? version : 0;
}
