using System.Net;
using GridCity.Grains;
using GridCity.Runtime.Privacy;
using GridCity.Silo.Access;
using GridCity.Silo.Access.Sessions;
using GridCity.Silo.Cities;
using GridCity.Silo.Configuration;
using Npgsql;

namespace GridCity.Silo.Hosting;

/// <summary>
/// An account with every post, to look around with. Only a new city gets one whose database is private and whose pages are
/// reached from this machine alone; what it signs in with is kept beside the city's keys, for the next start.
/// </summary>
internal sealed class DemoAccount(SiloOptions options, NpgsqlDataSource database, PersonKeys keys, LoadedCity city, TimeProvider time)
{
    private const string User = "demo";
    private const string FileName = "demo-account.txt";

    /// <returns>What to say at the start; null where there is no demo account.</returns>
    public async Task<string?> EnsureAsync(CancellationToken cancellation)
    {
        if (!options.Demo || options.Postgres is not null || !IPAddress.IsLoopback(options.Http.Address)) return null;
        var file = Path.Combine(options.Data, FileName);
        if (File.Exists(file)) return await File.ReadAllTextAsync(file, cancellation);
        if (await HasUsersAsync(cancellation)) return null;
        var account = await new AccountMaker(database, keys, time).MakeAsync(User, Posts(), cancellation);
        var text = Text(account);
        await WriteAsync(file, text, cancellation);
        return text;
    }

    private IEnumerable<Post> Posts()
    {
        foreach (var role in (Role[])[Role.Agent, Role.Clerk, Role.Dispatcher, Role.Supervisor, Role.Administrator])
            yield return new(role, "", [], SeesPhone: role is Role.Agent);
        if (city.Pack.Departments.FirstOrDefault() is { } department)
            foreach (var role in (Role[])[Role.Department, Role.Handler]) yield return new(role, department.Code, [], SeesPhone: false);
        if (city.Pack.Inspectors.FirstOrDefault() is { } inspector) yield return new(Role.Inspector, inspector.Code, [], SeesPhone: false);
    }

    private static string Text(NewAccount account) =>
        $"""
        account {account.User}, password {account.Password}
          second factor: {Totp.Uri(account.SecondFactor, account.User)}
          or without an authenticator app: {Environment.ProcessPath} code --secret {Totp.Text(account.SecondFactor)}
        """;

    private async Task<bool> HasUsersAsync(CancellationToken cancellation)
    {
        await using var command = database.CreateCommand("SELECT EXISTS (SELECT FROM user_account)");
        return (bool)(await command.ExecuteScalarAsync(cancellation))!;
    }

    private static async Task WriteAsync(string file, string text, CancellationToken cancellation)
    {
        var own = new FileStreamOptions
        {
            Mode = FileMode.CreateNew, Access = FileAccess.Write, UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
        };
        await using var stream = new StreamWriter(file, own);
        await stream.WriteAsync(text.AsMemory(), cancellation);
    }
}
