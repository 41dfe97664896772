using GridCity.Bench.Database;
using GridCity.Bench.Load;
using GridCity.Rpc;
using GridCity.Runtime.Postgres;
using GridCity.Testing.Silos;
using Npgsql;

namespace GridCity.Bench.Edges;

/// <summary>A fresh bench city with its PostgreSQL and its silo, each in a process of its own, for one measure.</summary>
internal sealed class EdgeSilo : IAsyncDisposable
{
    private readonly PrivatePostgres _postgres;

    private EdgeSilo(SiloPlace place, PrivatePostgres postgres, NpgsqlDataSource source, SiloProcess silo) =>
        (Place, _postgres, Source, Silo, Channel) = (place, postgres, source, silo, new(place.Address));

    public SiloPlace Place { get; }

    public SiloProcess Silo { get; }

    public int PostgresPid => _postgres.Pid;

    public NpgsqlDataSource Source { get; }

    public RpcChannel Channel { get; }

    /// <summary>A token for every post of the bench city.</summary>
    public Tokens Tokens { get; private set; } = null!;

    public Dictionary<string, string> Durability { get; private set; } = [];

    /// <summary>One number out of the database.</summary>
    public async Task<long> CountAsync(string sql)
    {
        await using var command = Source.CreateCommand(sql);
        return (long)(await command.ExecuteScalarAsync())!;
    }

    /// <summary>Without limits of rates: a few tokens, all from one address, make the load of a whole city.</summary>
    public static async Task<EdgeSilo> StartAsync(EdgeSettings settings, params string[] arguments)
    {
        var started = await StartOfAsync(settings, BenchCity.Write, arguments);
        started.Tokens = await Tokens.CreateAsync(started.Place, started.Channel);
        return started;
    }

    /// <summary>With another city, whose posts have no tokens yet.</summary>
    /// <param name="write">Writes its folder.</param>
    public static async Task<EdgeSilo> StartOfAsync(EdgeSettings settings, Action<string> write, params string[] arguments)
    {
        var place = SiloPlace.On(
            settings.Folder, Path.Combine(settings.Folder, "city"), ["--engine", settings.Engine, .. Tokens.Unlimited, .. arguments]);
        write(place.City);
        var postgres = await PrivatePostgres.StartAsync(place.PostgresFolder);
        var source = NpgsqlDataSource.Create(postgres.ConnectionString);
        var durability = await Database.Durability.RequireAsync(source);
        return new(place, postgres, source, await SiloProcess.StartReadyAsync(place)) { Durability = durability };
    }

    public async ValueTask DisposeAsync()
    {
        Channel.Dispose();
        await Silo.StopAsync();
        await Silo.DisposeAsync();
        await Source.DisposeAsync();
        await _postgres.StopAsync();
    }
}
