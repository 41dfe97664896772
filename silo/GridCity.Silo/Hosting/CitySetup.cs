using GridCity.Grains;
using GridCity.Grains.Departments;
using GridCity.Grains.DutyGrids;
using GridCity.Runtime.Engine;
using GridCity.Silo.Cities;

namespace GridCity.Silo.Hosting;

/// <summary>
/// Brings the grains in line with the city's folder, once per edition of it: departments are established, duty grids
/// get their cells and inspectors. Everything in it can be done twice without harm, so a silo that dies half-way starts over.
/// </summary>
internal sealed class CitySetup(LoadedCity city, CityRegister register, IGridEngine engine, GridClock clock)
{
    /// <summary>Commands under way at once: enough to fill batches.</summary>
    private const int CommandsMax = 64;

    private static readonly Actor Self = new("city-file", Role.Administrator);

    private volatile bool _isDone;

    /// <summary>For readiness; null once done.</summary>
    public string? WhyNotDone => _isDone ? null : "The city's folder is still being loaded.";

    /// <exception cref="GridUnavailableException">This silo does not serve now; try again.</exception>
    public async Task RunAsync(CancellationToken cancellation)
    {
        if (_isDone) return;
        if (!(await register.EnterAsync(city, cancellation)).IsSetUp)
        {
            await Parallel.ForEachAsync(
                Commands(),
                new ParallelOptions { MaxDegreeOfParallelism = CommandsMax, CancellationToken = cancellation },
                async (entry, stop) => await AskAsync(entry.Grain, entry.Command, stop));
            await register.FinishAsync(city, cancellation);
        }
        _isDone = true;
    }

    private IEnumerable<(GrainId Grain, IGrainCommand Command)> Commands()
    {
        foreach (var unit in city.City.Departments.Values)
            yield return (DepartmentKind.Kind.Id(unit.Code), new DepartmentCommand.Establish(unit.Label));
        foreach (var (grid, cells, inspectors) in PackDuties.Of(city.Pack))
        {
            yield return (grid.Grain, new DutyGridCommand.Cover(cells));
            yield return (grid.Grain, new DutyGridCommand.Appoint(inspectors));
        }
    }

    private async Task AskAsync(GrainId grain, IGrainCommand command, CancellationToken cancellation)
    {
        var id = Guid.CreateVersion7(clock.Now);
        var outcome = await engine.AskAsync(grain, command, new(Self.Id, id, 0, Self), cancellation);
        // A department that is at work already refuses to be established; that is what the file asks for.
        if (outcome is Outcome.Refused { Why: { Kind: not RefusalKind.NotNow } why })
            throw new InvalidOperationException($"{grain} refuses the city's folder: {why.Message}");
    }
}
