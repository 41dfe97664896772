using GridCity.Grains;
using GridCity.Grains.Cases;
using GridCity.Runtime.Engine;

namespace GridCity.Runtime.Simulation.Workload;

/// <summary>Everyone's acts on cases: asked once or again, must be accepted, must be refused, or may be either.</summary>
internal sealed class CaseHand(SimulatedClient client)
{
    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(2);

    public static readonly Actor
        Agent = new("agent-1", Role.Agent),
        Clerk = new("clerk-1", Role.Clerk),
        Dispatcher = new("dispatcher-1", Role.Dispatcher),
        Leader = new("leader-1", Role.Supervisor),
        Camera = new("platform-1", Role.OtherSystem),
        Checker = new("person-7", Role.Inspector, "inspector-0");

    public SeededRandom Random => client.Random;

    public static Actor Handler(int department) =>
        new("handler-1", Role.Handler, SimulatedCity.Departments[department].Code);

    public static Actor Desk(int department) =>
        new("desk-1", Role.Department, SimulatedCity.Departments[department].Code);

    /// <returns>False when the client cannot go on.</returns>
    public async Task<bool> DoAsync(GrainId grain, CaseCommand command, Actor actor)
    {
        await client.ThinkAsync(Moment);
        if (Random.Chance(200)) await client.ReadAsync(grain);
        var origin = client.NewOrigin(grain, command, actor);
        if (!await client.MustAcceptAsync(grain, command, origin)) return false;
        await MaybeAskAgainAsync(grain, command, origin);
        return true;
    }

    /// <summary>What time may have decided otherwise: a refusal is as good as an acceptance.</summary>
    /// <returns>False when the client gave up.</returns>
    public async Task<bool> TryAsync(GrainId grain, CaseCommand command, Actor actor)
    {
        await client.ThinkAsync(Moment);
        return await client.AskAsync(grain, command, actor) is not null;
    }

    public async Task MaybeAskAgainAsync(GrainId grain, CaseCommand command, CallerCommand origin)
    {
        if (Random.Chance(100)) await client.MustAcceptAsync(grain, command, origin);
    }

    public async Task MaybeIllegalAsync(GrainId grain, CaseCommand command, Actor actor, params string[] codes)
    {
        if (Random.Chance(150)) await client.MustRefuseAsync(grain, command, actor, codes);
    }
}
