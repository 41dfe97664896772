using GridCity.Grains;
using GridCity.Grains.Cases;
using GridCity.Grains.Cities;
using GridCity.Runtime.Engine;
using static GridCity.Grains.Cases.CaseCommand;
using static GridCity.Runtime.Simulation.Workload.CaseHand;

namespace GridCity.Runtime.Simulation.Workload;

/// <summary>Plays cases from report to closing, with everyone's part, and tries now and then what must be refused.</summary>
internal sealed class CasePlay(SimulatedClient client, Knobs knobs)
{
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(2);

    private readonly CaseHand _hand = new(client);
    private readonly CaseDetours _detours = new(new(client), () => client.Now);

    private SeededRandom Random => client.Random;

    public async Task PlayAsync()
    {
        for (var i = 0; i < knobs.CasesPerClient; i++) await PlayOneAsync($"{client.Name}-{i}");
    }

    private async Task PlayOneAsync(string number)
    {
        var (grain, begin, origin) = NewCase(number);
        if (!await client.MustAcceptAsync(grain, begin, origin)) return;
        await MaybeReuseIdAsync(grain, origin);
        await _hand.MaybeAskAgainAsync(grain, begin, origin);
        if (!await JudgedAsync(grain, begin)) return;
        if (Random.Chance(150))
        {
            await _hand.DoAsync(grain, new CaseCommand.Void("nothing there"), Clerk);
            return;
        }

        if (await FileAsync(grain, number) && await DispatchAsync(grain)) await HandleAsync(grain);
    }

    /// <summary>Most come by telephone; some were put right by an inspector at once, some a machine saw.</summary>
    private (GrainId Grain, CaseCommand Command, CallerCommand Origin) NewCase(string number)
    {
        var report = new Report(
            number, "12345", Random.Pick(SimulatedCity.Categories).Code, SimulatedCity.Cell(Random.Next(knobs.Cells)), new Place(120.1, 30.2));
        (CaseCommand begin, Actor who) = Random.Next(10) switch
        {
            0 => (new SelfHandle(report with { Kind = SourceKind.Inspector }, "swept"), Checker),
            1 => (new Recognise(report with { Kind = SourceKind.Recognised }, new("camera-1", 900, ["blob-1"])), Camera),
            _ => (new Register(report) as CaseCommand, Agent),
        };
        var origin = client.NewOrigin(new("case", "unborn"), begin, who);
        return (CaseId.Derive(origin.Caller, origin.CommandId).Grain, begin, origin);
    }

    /// <summary>What a person has to look at before it is a case like others.</summary>
    /// <returns>False when it ended there, or the client cannot go on.</returns>
    private async Task<bool> JudgedAsync(GrainId grain, CaseCommand begin)
    {
        var goesOn = Random.Chance(500);
        return begin switch
        {
            SelfHandle => await _hand.DoAsync(grain, new Audit(Passed: !goesOn, "looked"), Leader) && goesOn,
            Recognise => await _hand.DoAsync(grain, new JudgeRecognition(Real: goesOn, "looked"), Clerk) && goesOn,
            _ => true,
        };
    }

    private async Task<bool> FileAsync(GrainId grain, string number) =>
        await _detours.BeforeFilingAsync(grain)
        && await _hand.DoAsync(grain, new CaseCommand.File("standard-1"), Clerk)
        && (!Random.Chance(200) || await HangOnAsync(grain, $"{number}-too"));

    /// <summary>A second case that hangs on the first one, as a duplicate or a child; some are taken off again.</summary>
    private async Task<bool> HangOnAsync(GrainId grain, string number)
    {
        var (second, begin, origin) = NewCase(number);
        if (!await client.MustAcceptAsync(second, begin, origin)) return false;
        if (!await JudgedAsync(second, begin)) return begin is not Register;
        var (main, isChild) = (CaseId.Of(grain), Random.Chance(500));
        CaseCommand hang = isChild ? new Join(main) : new Merge(main, "the same");
        if (!await _hand.DoAsync(second, hang, Clerk)) return false;
        return Random.Chance(700)
            || await _hand.DoAsync(second, isChild ? new Leave("another") : new Unmerge("another"), Clerk);
    }

    private async Task<bool> DispatchAsync(GrainId grain)
    {
        // Never legal, whatever follows: what was refused is decided anew, and a copy of it may come late.
        await _hand.MaybeIllegalAsync(grain, new CaseCommand.File("standard-2"), Agent, "case/not-your-post");
        await _hand.MaybeIllegalAsync(grain, new Dispatch("works"), Agent, "case/not-your-post");
        await _hand.MaybeIllegalAsync(grain, new Dispatch("nowhere"), Dispatcher, "case/unknown-department");
        return await _detours.BeforeDispatchAsync(grain)
            && await _hand.DoAsync(grain, new Dispatch(SimulatedCity.Departments[0].Code), Dispatcher)
            && await _detours.BeforeHandlingAsync(grain);
    }

    private async Task HandleAsync(GrainId grain)
    {
        var isAssigned = Random.Chance(300);
        if (isAssigned && !await _hand.DoAsync(grain, new Assign(Handler(0).Id), Desk(0))) return;
        for (var confirmed = false; !confirmed;)
        {
            if (!await WorkAsync(grain, isAssigned)) return;
            if (Random.Chance(150)) await RehomeAsync(grain);
            confirmed = Random.Chance(700);
            if (!await _hand.DoAsync(grain, new Check(confirmed, "seen"), Checker)) return;
        }

        if (!await _hand.DoAsync(grain, new Close("standard-1"), Clerk)) return;
        await _hand.MaybeIllegalAsync(grain, new Close("standard-1"), Handler(0), "case/not-your-post");
        await _detours.AfterClosingAsync(grain);
    }

    /// <summary>The ground is divided anew while somebody is to look at the site; the same cell again writes nothing.</summary>
    private Task RehomeAsync(GrainId grain) => client.AskAsync(
        grain, new Rehome(SimulatedCity.Cell(Random.Next(knobs.Cells))), SimulatedCity.Administrator, writesNothing: true);

    private async Task<bool> WorkAsync(GrainId grain, bool isAssigned)
    {
        await _hand.MaybeIllegalAsync(grain, new Handle(), Handler(1), "case/other-department", "case/not-in-stage");
        if (!await _hand.DoAsync(grain, new Handle(), Handler(0))) return false;
        if (Random.Chance(200)) await client.ThinkAsync(Long);
        return await _hand.DoAsync(grain, new Feedback("done"), Handler(0))
            && (!isAssigned || await _hand.DoAsync(grain, new Confirm(), Desk(0)));
    }

    private async Task MaybeReuseIdAsync(GrainId grain, CallerCommand origin)
    {
        var other = new CaseCommand.File("another-content");
        if (Random.Chance(200)) await client.MustRefuseAsync(grain, other, client.Reused(origin, grain, other), "command/id-reused");
    }
}
