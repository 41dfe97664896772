using System.Text;
using GridCity.Grains;
using GridCity.Runtime.Engine;
using GridCity.Runtime.Simulation.Machines;

namespace GridCity.Runtime.Simulation.Workload;

/// <summary>
/// A client that does as it is told: one id per command, kept over all retries until there is an outcome. In trouble it
/// sometimes gives up, and then never learns what became of the command.
/// </summary>
internal sealed class SimulatedClient(
    string name, SimulatedNode node, SeededRandom random, SimulatedNetwork network, RunRecord record, Func<GrainId, GrainKind> kindOf)
{
    private static readonly TimeSpan BackoffMin = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan BackoffMax = TimeSpan.FromSeconds(2);

    public SeededRandom Random => random;

    public string Name => name;

    public DateTimeOffset Now => node.Clock.GetUtcNow();

    public Task ThinkAsync(TimeSpan max) => Task.Delay(random.Between(TimeSpan.Zero, max), node.Clock);

    public CallerCommand NewOrigin(GrainId grain, IGrainCommand command, Actor actor) =>
        new(name, random.NextGuid(node.Clock.GetUtcNow()), Digest(grain, command), actor);

    /// <summary>The same id with what another content would have as digest.</summary>
    public CallerCommand Reused(CallerCommand origin, GrainId grain, IGrainCommand command) =>
        origin with { Digest = Digest(grain, command) };

    public Task<Outcome?> AskAsync(GrainId grain, IGrainCommand command, Actor actor, bool writesNothing = false) =>
        AskAsync(grain, command, NewOrigin(grain, command, actor), writesNothing);

    /// <returns>Null when it gave up.</returns>
    public async Task<Outcome?> AskAsync(GrainId grain, IGrainCommand command, CallerCommand origin, bool writesNothing = false)
    {
        var what = command.GetType().Name;
        while (true)
        {
            var outcome = await TryAskAsync(grain, what, engine => engine.AskAsync(grain, command, origin));
            if (outcome is not (null or Outcome.Refused { Why.Kind: RefusalKind.Unavailable }))
            {
                record.Answer(new(grain, what, origin, outcome, writesNothing));
                return outcome;
            }

            if (network.IsTroubled && random.Chance(10)) return null;
            await Task.Delay(random.Between(BackoffMin, BackoffMax), node.Clock);
        }
    }

    /// <summary>Asks and expects a yes; anything else is against the rules that the client knows.</summary>
    /// <returns>False when the client gave up or had to object: it cannot go on.</returns>
    public async Task<bool> MustAcceptAsync(GrainId grain, IGrainCommand command, CallerCommand origin)
    {
        var outcome = await AskAsync(grain, command, origin);
        if (outcome is Outcome.Refused { Why: var why })
            record.Object(name, $"{grain} refused a legal {command.GetType().Name}: {why.Code}, {why.Message}");
        return outcome is Outcome.Accepted;
    }

    public Task<bool> MustAcceptAsync(GrainId grain, IGrainCommand command, Actor actor) =>
        MustAcceptAsync(grain, command, NewOrigin(grain, command, actor));

    /// <summary>Asks what must be refused, with one of the codes.</summary>
    public async Task MustRefuseAsync(GrainId grain, IGrainCommand command, CallerCommand origin, params string[] codes)
    {
        var outcome = await AskAsync(grain, command, origin);
        if (outcome is Outcome.Accepted || (outcome is Outcome.Refused { Why: var why } && !codes.Contains(why.Code)))
            record.Object(name, $"{grain} answered an illegal {command.GetType().Name} with {outcome}, expected {string.Join(" or ", codes)}");
    }

    public Task MustRefuseAsync(GrainId grain, IGrainCommand command, Actor actor, params string[] codes) =>
        MustRefuseAsync(grain, command, NewOrigin(grain, command, actor), codes);

    public async Task ReadAsync(GrainId grain)
    {
        var versionMin = record.VersionKnown(grain);
        GrainView? view = await TryAskAsync(grain, "a read", async engine => new Box(await engine.ReadAsync(grain))) is { } box ? box.View : null;
        if (view is { } seen) record.Read(new(grain, versionMin, seen));
    }

    private async Task<T?> TryAskAsync<T>(GrainId grain, string what, Func<IGridEngine, Task<T>> ask) where T : class
    {
        try
        {
            return await network.CallAsync(node, $"{what} of {grain} for {name}", ask);
        }
        catch (GridUnavailableException)
        {
            return null;
        }
    }

    private UInt128 Digest(GrainId grain, IGrainCommand command)
    {
        var stored = kindOf(grain).WriteCommand(command);
        var hash = (UInt128)0x6C62_272E_07BB_0142;
        foreach (var part in Encoding.UTF8.GetBytes($"{grain} {stored.Name}").Concat(stored.Json))
            hash = unchecked((hash ^ part) * 0x0000_0100_0000_01B3);
        return hash;
    }

    private sealed record Box(GrainView View);
}
