using GridCity.Grains.Cells;
using GridCity.Grains.Inspectors;

namespace GridCity.Runtime.Simulation.Workload;

/// <summary>The administrator who puts inspectors on and off duty while cases are played.</summary>
internal sealed class DutyPlay(SimulatedClient client, Knobs knobs)
{
    private static readonly TimeSpan Shift = TimeSpan.FromSeconds(20);

    public async Task PlayAsync()
    {
        for (var cell = 0; cell < knobs.Cells; cell++)
        {
            await client.AskAsync(
                SimulatedCity.CellGrain(cell), new CellCommand.AppointInspector(SimulatedCity.Inspector(cell)), SimulatedCity.Administrator,
                writesNothing: true);
        }

        for (var turn = 0; turn < 6; turn++) await TakeTurnAsync(client.Random.Next(knobs.Cells));
    }

    /// <summary>Somebody else may have changed the shift: a refusal is as good as an acceptance.</summary>
    private async Task TakeTurnAsync(int inspector)
    {
        var grain = SimulatedCity.InspectorGrain(inspector);
        InspectorCommand command = client.Random.Chance(600)
            ? new InspectorCommand.SignOn(new($"grid-{inspector}"))
            : new InspectorCommand.SignOff();
        await client.AskAsync(grain, command, SimulatedCity.Administrator);
        await client.ThinkAsync(Shift);
    }
}
