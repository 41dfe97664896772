using GridCity.Grains;
using GridCity.Grains.Cases;
using GridCity.Grains.Cities;
using GridCity.Runtime.Engine;
using static GridCity.Grains.Cases.CaseCommand;

namespace GridCity.Runtime.Simulation.Workload;

/// <summary>Plays cases from report to closing, with everyone's part, and tries now and then what must be refused.</summary>
internal sealed class CasePlay(SimulatedClient client, Knobs knobs)
{
    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(2);

    private static readonly Actor Agent = new("agent-1", Role.Agent);
    private static readonly Actor Clerk = new("clerk-1", Role.Clerk);
    private static readonly Actor Dispatcher = new("dispatcher-1", Role.Dispatcher);
    private static readonly Actor Checker = new("person-7", Role.Inspector, "inspector-0");

    private SeededRandom Random => client.Random;

    public async Task PlayAsync()
    {
        for (var i = 0; i < knobs.CasesPerClient; i++) await PlayOneAsync($"{client.Name}-{i}");
    }

    private async Task PlayOneAsync(string number)
    {
        var (grain, register, origin) = NewCase(number);
        if (!await client.MustAcceptAsync(grain, register, origin)) return;
        await MaybeReuseIdAsync(grain, origin);
        await MaybeAskAgainAsync(grain, register, origin);
        if (Random.Chance(150))
        {
            await DoAsync(grain, new CaseCommand.Void("nothing there"), Clerk);
            return;
        }

        if (await DoAsync(grain, new CaseCommand.File("standard-1"), Clerk) && await DispatchAsync(grain)) await HandleAsync(grain);
    }

    private (GrainId Grain, Register Command, CallerCommand Origin) NewCase(string number)
    {
        var register = new Register(new(
            number, "12345", Random.Pick(SimulatedCity.Categories).Code, SimulatedCity.Cell(Random.Next(knobs.Cells)), new Place(120.1, 30.2)));
        var origin = client.NewOrigin(new("case", "unborn"), register, Agent);
        return (CaseId.Derive(origin.Caller, origin.CommandId).Grain, register, origin);
    }

    private async Task<bool> DispatchAsync(GrainId grain)
    {
        await MaybeIllegalAsync(grain, new CaseCommand.File("standard-2"), Clerk, "case/not-in-stage");
        await MaybeIllegalAsync(grain, new Dispatch("works"), Agent, "case/not-your-post");
        await MaybeIllegalAsync(grain, new Dispatch("nowhere"), Dispatcher, "case/unknown-department");
        return await DoAsync(grain, new Dispatch(SimulatedCity.Departments[0].Code), Dispatcher);
    }

    private async Task HandleAsync(GrainId grain)
    {
        for (var confirmed = false; !confirmed;)
        {
            await MaybeIllegalAsync(grain, new Handle(), Handler(1), "case/other-department", "case/not-in-stage");
            if (!await DoAsync(grain, new Handle(), Handler(0))) return;
            if (Random.Chance(200)) await client.ThinkAsync(Long);
            if (!await DoAsync(grain, new Feedback("done"), Handler(0))) return;
            confirmed = Random.Chance(700);
            if (!await DoAsync(grain, new Check(confirmed, "seen"), Checker)) return;
        }

        if (await DoAsync(grain, new Close("standard-1"), Clerk))
            await MaybeIllegalAsync(grain, new Close("standard-1"), Clerk, "case/not-in-stage");
    }

    private async Task<bool> DoAsync(GrainId grain, CaseCommand command, Actor actor)
    {
        await client.ThinkAsync(Moment);
        if (Random.Chance(200)) await client.ReadAsync(grain);
        var origin = client.NewOrigin(grain, command, actor);
        if (!await client.MustAcceptAsync(grain, command, origin)) return false;
        await MaybeAskAgainAsync(grain, command, origin);
        return true;
    }

    private async Task MaybeAskAgainAsync(GrainId grain, CaseCommand command, CallerCommand origin)
    {
        if (Random.Chance(100)) await client.MustAcceptAsync(grain, command, origin);
    }

    private async Task MaybeReuseIdAsync(GrainId grain, CallerCommand origin)
    {
        var other = new CaseCommand.File("another-content");
        if (Random.Chance(200)) await client.MustRefuseAsync(grain, other, client.Reused(origin, grain, other), "command/id-reused");
    }

    private async Task MaybeIllegalAsync(GrainId grain, CaseCommand command, Actor actor, params string[] codes)
    {
        if (Random.Chance(150)) await client.MustRefuseAsync(grain, command, actor, codes);
    }

    private static Actor Handler(int department) => new("handler-1", Role.Handler, SimulatedCity.Departments[department].Code);
}
