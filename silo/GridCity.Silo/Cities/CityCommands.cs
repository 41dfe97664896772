using GridCity.Grains;
using GridCity.Runtime.Engine;

namespace GridCity.Silo.Cities;

/// <summary>Asks grains for what the city's folder wants of them, in the folder's own name.</summary>
internal sealed class CityCommands(IGridEngine engine, GridClock clock)
{
    private static readonly Actor Self = new("city-file", Role.Administrator);

    /// <exception cref="InvalidOperationException">The grain refuses, and not for being as it should be already.</exception>
    /// <exception cref="GridUnavailableException">This silo does not serve now; try again.</exception>
    public async Task AskAsync(GrainId grain, IGrainCommand command, CancellationToken cancellation)
    {
        var id = Guid.CreateVersion7(clock.Now);
        var outcome = await engine.AskAsync(grain, command, new(Self.Id, id, 0, Self), cancellation);
        // A department that is at work already refuses to be established, a case that ended meanwhile to go elsewhere:
        // both are as the folder asks for.
        if (outcome is Outcome.Refused { Why: { Kind: not RefusalKind.NotNow } why })
            throw new InvalidOperationException($"{grain} refuses the city's folder: {why.Message}");
    }
}
