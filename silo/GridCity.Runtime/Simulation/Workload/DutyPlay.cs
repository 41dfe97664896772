using GridCity.Grains.Cities;
using GridCity.Grains.DutyGrids;
using GridCity.Grains.Inspectors;

namespace GridCity.Runtime.Simulation.Workload;

/// <summary>
/// The administrator who appoints inspectors and puts them on and off duty while cases are played, so that shifts end
/// with tasks open, inspectors stand in elsewhere, and some are relieved in the middle of a shift.
/// </summary>
internal sealed class DutyPlay(SimulatedClient client, Knobs knobs, SimulatedSightings sightings)
{
    private const int Turns = 12;

    private static readonly TimeSpan Shift = TimeSpan.FromSeconds(20);

    public async Task PlayAsync()
    {
        for (var turn = 0; turn < Turns; turn++)
        {
            if (client.Random.Chance(200)) await AppointAsync();
            if (client.Random.Chance(500)) sightings.Report(SimulatedCity.Inspector(AnyInspector()), Position());
            await TakeTurnAsync(AnyInspector());
        }
    }

    /// <summary>Appointing who is appointed already writes nothing.</summary>
    private Task AppointAsync()
    {
        var inspectors = Enumerable.Range(0, SimulatedCity.Inspectors)
            .Where(_ => client.Random.Chance(500))
            .Select(SimulatedCity.Inspector);
        return client.AskAsync(
            Grid().Grain, new DutyGridCommand.Appoint([.. inspectors]), SimulatedCity.Administrator, writesNothing: true);
    }

    /// <summary>Somebody else may have changed the shift: a refusal is as good as an acceptance.</summary>
    private async Task TakeTurnAsync(int inspector)
    {
        var grain = SimulatedCity.InspectorGrain(inspector);
        InspectorCommand command = client.Random.Chance(600) ? new InspectorCommand.SignOn(Grid(), Seen()) : new InspectorCommand.SignOff();
        await client.AskAsync(grain, command, SimulatedCity.Administrator);
        await client.ThinkAsync(Shift);
    }

    private int AnyInspector() => client.Random.Next(SimulatedCity.Inspectors);

    private DutyGridId Grid() => SimulatedCity.Grid(client.Random.Next(knobs.Cells));

    private Sighting? Seen() => client.Random.Chance(300) ? null : Position();

    private Sighting Position() =>
        new(new Place(120 + (client.Random.Next(1_000) / 1_000.0), 30), client.Random.Next(50), client.Now);
}
