using GridCity.Grains;
using GridCity.Grains.Departments;
using GridCity.Grains.DutyGrids;
using GridCity.Grains.Intersections;
using GridCity.Runtime.Engine;
using GridCity.Silo.Cities;
using Npgsql;

namespace GridCity.Silo.Hosting;

/// <summary>
/// Brings the grains in line with the city's folder, once per state of it: departments and duty grids are as it says, what
/// it no longer names ends, open cases go to the ground that holds their place. Everything in it can be done twice without
/// harm, so a silo that dies half-way starts over.
/// </summary>
internal sealed class CitySetup(
    LoadedCity city, CityRegister register, CityCommands asked, CaseHome home, GridClock clock, NpgsqlDataSource database) : IDisposable
{
    /// <summary>Commands under way at once: enough to fill batches.</summary>
    private const int CommandsMax = 64;

    /// <summary>
    /// By then every silo has the new state, and what cases did by the old one meanwhile is put right by a second look.
    /// </summary>
    private static readonly TimeSpan SecondLookAfter = TimeSpan.FromSeconds(10);

    private readonly SemaphoreSlim _turn = new(1);
    private volatile string? _done;
    private DateTimeOffset? _lookAgainAt;

    /// <summary>For readiness; null once the first state is set up.</summary>
    public string? WhyNotDone => _done is null ? "The city's folder is still being loaded." : null;

    /// <exception cref="GridUnavailableException">This silo does not serve now; try again.</exception>
    public async Task RunAsync(CancellationToken cancellation)
    {
        await _turn.WaitAsync(cancellation);
        try
        {
            if (_done != city.Digest) await SetUpAsync(city.Digest, cancellation);
            if (_lookAgainAt > clock.Now) return;
            if (_lookAgainAt is not null) await RehomeAsync(cancellation);
            _lookAgainAt = null;
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();

    private async Task SetUpAsync(string digest, CancellationToken cancellation)
    {
        if (!(await register.EnterAsync(city, cancellation)).IsSetUp)
        {
            await AskAllAsync(Named().Concat(await EndedAsync(cancellation)), cancellation);
            await RehomeAsync(cancellation);
            await register.FinishAsync(city, cancellation);
            _lookAgainAt = clock.Now + SecondLookAfter;
        }

        _done = digest;
    }

    private IEnumerable<(GrainId Grain, IGrainCommand Command)> Named()
    {
        foreach (var unit in city.City.Departments.Values)
        {
            yield return (DepartmentKind.Kind.Id(unit.Code), new DepartmentCommand.Establish(unit.Label));
            yield return (DepartmentKind.Kind.Id(unit.Code), new DepartmentCommand.Rename(unit.Label));
        }

        foreach (var (grid, cells, inspectors) in PackDuties.Of(city.Pack))
        {
            yield return (grid.Grain, new DutyGridCommand.Cover(cells));
            yield return (grid.Grain, new DutyGridCommand.Appoint(inspectors));
        }

        foreach (var (code, intersection) in city.Intersections)
            yield return (IntersectionKind.Kind.Id(code), new IntersectionCommand.Install(intersection.As));
    }

    /// <summary>What has a history and is in the folder no more.</summary>
    private async Task<IEnumerable<(GrainId Grain, IGrainCommand Command)>> EndedAsync(CancellationToken cancellation)
    {
        var known = new KnownGrains(database);
        var units = await known.KeysAsync(DepartmentKind.Kind.Name, cancellation);
        var grids = await known.KeysAsync(DutyGridKind.Kind.Name, cancellation);
        var crossings = await known.KeysAsync(IntersectionKind.Kind.Name, cancellation);
        return
        [
            .. crossings.Where(code => !city.Intersections.ContainsKey(code))
                .Select(code => (IntersectionKind.Kind.Id(code), (IGrainCommand)new IntersectionCommand.Remove())),
            .. units.Where(code => !city.City.Departments.ContainsKey(code))
                .Select(code => (DepartmentKind.Kind.Id(code), (IGrainCommand)new DepartmentCommand.Close())),
            .. grids.Select(code => new DutyGridId(code)).Where(grid => !city.City.Ground.Has(grid))
                .SelectMany(grid => new (GrainId, IGrainCommand)[]
                {
                    (grid.Grain, new DutyGridCommand.Cover([])), (grid.Grain, new DutyGridCommand.Appoint([])),
                }),
        ];
    }

    private Task RehomeAsync(CancellationToken cancellation) => Parallel.ForEachAsync(
        new OpenCases(database).AllAsync(cancellation), Options(cancellation), async (id, stop) => await home.BringAsync(id, stop));

    private Task AskAllAsync(IEnumerable<(GrainId Grain, IGrainCommand Command)> commands, CancellationToken cancellation) =>
        Parallel.ForEachAsync(
            commands.GroupBy(one => one.Grain),
            Options(cancellation),
            async (grain, stop) =>
            {
                foreach (var (_, command) in grain) await asked.AskAsync(grain.Key, command, stop);
            });

    private static ParallelOptions Options(CancellationToken cancellation) =>
        new() { MaxDegreeOfParallelism = CommandsMax, CancellationToken = cancellation };
}
