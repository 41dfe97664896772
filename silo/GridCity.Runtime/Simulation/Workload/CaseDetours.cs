using GridCity.Grains;
using GridCity.Grains.Cases;
using static GridCity.Grains.Cases.CaseCommand;
using static GridCity.Runtime.Simulation.Workload.CaseHand;

namespace GridCity.Runtime.Simulation.Workload;

/// <summary>
/// The ways beside the straight one. Each is taken now and then, and ends in the stage where it began, so that a play
/// can go on as if nothing had been.
/// </summary>
/// <param name="now">The client's clock.</param>
internal sealed class CaseDetours(CaseHand hand, Func<DateTimeOffset> now)
{
    private const int SuspensionSecondsMax = 30;

    /// <summary>Of a registered case: answered and contested, or verified.</summary>
    public async Task<bool> BeforeFilingAsync(GrainId grain)
    {
        if (Sometimes()) return await ContestedAnswerAsync(grain);
        return !Sometimes()
            || (await hand.DoAsync(grain, new WantVerify("look"), Clerk) && await hand.DoAsync(grain, new Verify(Found: true), Checker));
    }

    /// <summary>Of a filed case: returned to the clerks and filed again.</summary>
    public async Task<bool> BeforeDispatchAsync(GrainId grain) =>
        !Sometimes()
        || (await hand.DoAsync(grain, new Return("not ours"), Dispatcher) && await hand.DoAsync(grain, new CaseCommand.File("standard-1"), Clerk));

    /// <summary>Of a case dispatched to the first department: there and back, pressed, more time, some rest.</summary>
    public async Task<bool> BeforeHandlingAsync(GrainId grain)
    {
        if (Sometimes() && !await CorrectedAsync(grain)) return false;
        if (Sometimes() && !await hand.DoAsync(grain, new Urge("again"), Agent)) return false;
        if (Sometimes() && !await SupervisedAsync(grain)) return false;
        if (Sometimes() && !await ExtendedAsync(grain)) return false;
        if (Sometimes() && !await SuspendedAsync(grain)) return false;
        return !Sometimes() || await HelpedAsync(grain);
    }

    /// <summary>Of a closed case: contested, checked and closed again.</summary>
    public async Task<bool> AfterClosingAsync(GrainId grain) =>
        !Sometimes()
        || (await hand.DoAsync(grain, new Contest("still so"), Agent)
            && await hand.DoAsync(grain, new Check(Confirmed: true), Checker)
            && await hand.DoAsync(grain, new Close("standard-1"), Clerk));

    /// <summary>From answer to where only what puts it right is open; filing does.</summary>
    private async Task<bool> ContestedAnswerAsync(GrainId grain)
    {
        if (!await hand.DoAsync(grain, new Answer("on Monday"), Agent)) return false;
        if (!await hand.DoAsync(grain, new Contest("it was not"), Agent)) return false;
        await hand.MaybeIllegalAsync(grain, new Answer("on Tuesday"), Agent, "case/not-in-stage");
        return true;
    }

    private async Task<bool> CorrectedAsync(GrainId grain) =>
        await hand.DoAsync(grain, new Dispatch(SimulatedCity.Departments[1].Code, "theirs"), Dispatcher)
        && await hand.DoAsync(grain, new Return("not ours"), Desk(1))
        && await hand.DoAsync(grain, new Dispatch(SimulatedCity.Departments[0].Code), Dispatcher);

    private async Task<bool> SupervisedAsync(GrainId grain) =>
        await hand.DoAsync(grain, new Supervise("on the news"), Leader)
        && (hand.Random.Chance(500) || await hand.DoAsync(grain, new EndSupervision(), Leader));

    /// <summary>Asked by the handler and reviewed, or by the department itself; time may say no to all of it.</summary>
    private async Task<bool> ExtendedAsync(GrainId grain)
    {
        var byHandler = hand.Random.Chance(500);
        return await hand.TryAsync(grain, new AskExtension("rain"), byHandler ? Handler(0) : Desk(0))
            && (!byHandler || await hand.TryAsync(grain, new ReviewExtension(hand.Random.Chance(700), "so"), Desk(0)))
            && await hand.TryAsync(grain, new DecideExtension(hand.Random.Chance(700), "so"), Dispatcher);
    }

    /// <summary>Whoever ends it first, the timer or the dispatcher.</summary>
    private async Task<bool> SuspendedAsync(GrainId grain)
    {
        var until = now().AddSeconds(1 + hand.Random.Next(SuspensionSecondsMax));
        return await hand.TryAsync(grain, new AskSuspension("frost", until), Handler(0))
            && await hand.TryAsync(grain, new DecideSuspension(hand.Random.Chance(700), "so"), Dispatcher)
            && await hand.TryAsync(grain, new Resume("mild"), Dispatcher);
    }

    private async Task<bool> HelpedAsync(GrainId grain) =>
        await hand.DoAsync(grain, new Involve(SimulatedCity.Departments[1].Code), Dispatcher)
        && await hand.DoAsync(grain, new Contribute("swept"), Handler(1));

    private bool Sometimes() => hand.Random.Chance(120);
}
