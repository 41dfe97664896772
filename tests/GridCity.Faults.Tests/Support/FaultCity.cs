using GridCity.Cities.Files;
using GridCity.Faults.Tests.Book;
using GridCity.Faults.Tests.Checks;
using GridCity.Runtime.Postgres;
using GridCity.Testing;
using GridCity.Testing.Silos;
using Npgsql;

namespace GridCity.Faults.Tests.Support;

/// <summary>A city with its own data, its silos in processes of their own, and the clients' book.</summary>
internal sealed class FaultCity : IAsyncDisposable
{
    private static readonly TimeSpan DrainMax = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan TryMax = TimeSpan.FromSeconds(2);

    private readonly TestFolder _folder = new();
    private readonly SiloProcess?[] _silos;

    private FaultCity(int silos, string[] arguments)
    {
        var data = Directory.CreateDirectory(Path.Combine(_folder.Path, "data")).FullName;
        PackWriter.Write(FaultCityFile.Pack, _folder.Path);
        Places = [.. Enumerable.Range(0, silos).Select(_ => SiloPlace.On(data, _folder.Path, [.. EngineUnderTest.Arguments(), .. arguments]))];
        _silos = new SiloProcess?[silos];
        Serving = [.. Enumerable.Range(0, EngineUnderTest.ServingOf(silos))];
        Gateway = GatewayTo(Serving);
    }

    public IReadOnlyList<SiloPlace> Places { get; }

    /// <summary>The silos that serve at once.</summary>
    public IReadOnlyList<int> Serving { get; }

    /// <summary>The way to the silos that serve.</summary>
    public Gateway Gateway { get; }

    public CaseBook Book { get; } = new();

    public Crew Crew { get; private set; } = null!;

    /// <summary>True while the last that was tried left it as it should be.</summary>
    public bool IsSound { get; set; } = true;

    /// <summary>A silo that was started.</summary>
    public SiloProcess this[int silo] => _silos[silo] ?? throw new InvalidOperationException($"Silo {silo} was not started.");

    /// <summary>Starts the silos that serve and makes the tokens; further places stay empty until started.</summary>
    /// <remarks>Skips the test where no PostgreSQL is installed.</remarks>
    public static async Task<FaultCity> StartAsync(int silos, params string[] arguments)
    {
        var city = new FaultCity(silos, arguments);
        try
        {
            // Made by the test, so that a machine without PostgreSQL skips it and initdb is not counted as a slow start.
            await city.PostgresAsync();
            foreach (var silo in city.Serving) await city.StartSiloAsync(silo);
            city.Crew = await Crew.HireAsync(city.Places[0], city.Gateway);
            return city;
        }
        catch (Exception error)
        {
            await city.DisposeAsync();
            if (error is PrivatePostgresException && error.Message.Contains("apt-get install", StringComparison.Ordinal))
                throw new SkippedException(error.Message);
            throw;
        }
    }

    public async Task<SiloProcess> StartSiloAsync(int silo, IReadOnlyDictionary<string, string>? environment = null)
    {
        await LaunchSilo(silo, environment).ReadyAsync();
        return this[silo];
    }

    /// <summary>Starts a silo that need not become ready, such as a standby.</summary>
    public SiloProcess LaunchSilo(int silo, IReadOnlyDictionary<string, string>? environment = null) =>
        _silos[silo] = SiloProcess.Start(Places[silo], environment);

    /// <summary>The private PostgreSQL, started if it does not run.</summary>
    public Task<PrivatePostgres> PostgresAsync() => PrivatePostgres.StartAsync(Places[0].PostgresFolder);

    /// <summary>All processes of the database's server.</summary>
    public async Task<IReadOnlyList<int>> PostgresProcessesAsync() => ProcessFacts.Family((await PostgresAsync()).Pid);

    /// <summary>A pool of connections that is not the silo's.</summary>
    public async Task<NpgsqlDataSource> DatabaseAsync() =>
        NpgsqlDataSource.Create((await PostgresAsync()).ConnectionString + ";Application Name=book");

    /// <summary>A way of its own to some of the silos, the first of them first.</summary>
    public Gateway GatewayTo(params IEnumerable<int> silos) => new(silos.Select(silo => Places[silo].Address), TryMax);

    /// <summary>A way to the first silo that takes the first answer for an answer, UNAVAILABLE too.</summary>
    public Gateway OneTryGateway(TimeSpan tryMax) => new([Places[0].Address], tryMax) { AnswerMax = TimeSpan.Zero };

    public Load StartLoad(Gateway? gateway = null) => Load.Start(Crew, gateway ?? Gateway, Book);

    /// <summary>Waits until all mail has arrived and holds the book against the server and against its data.</summary>
    public async Task<Verdict> CheckAsync(Gateway? gateway = null)
    {
        var verdict = new Verdict();
        await using var database = await DatabaseAsync();
        await Eventually.Is(async () => await MailCheck.WaitingAsync(database) == 0, DrainMax, "all mail has arrived");
        await InterfaceCheck.CheckAsync(Book, Crew, gateway ?? Gateway, verdict);
        var facts = await JournalFacts.ReadAsync(database);
        BookCheck.Check(Book, facts, verdict);
        await MailCheck.CheckAsync(Book, facts, database, verdict);
        await StatisticsCheck.CheckAsync(facts, database, verdict);
        return verdict;
    }

    public async ValueTask DisposeAsync()
    {
        Gateway.Dispose();
        foreach (var silo in _silos.OfType<SiloProcess>()) await silo.DisposeAsync();
        _folder.Dispose();
    }
}
