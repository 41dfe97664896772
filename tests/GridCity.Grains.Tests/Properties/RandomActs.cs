using GridCity.Grains.Cases;
using static GridCity.Grains.Cases.CaseCommand;
using static GridCity.Grains.Tests.Town;

namespace GridCity.Grains.Tests.Properties;

/// <summary>Draws acts on a case, and who does them.</summary>
internal sealed class RandomActs(RandomCity city)
{
    private static readonly string[] People = [Posts.Handler.Id, Posts.Handler.Id, "handler-2"];

    /// <summary>Any act with any content.</summary>
    public CaseCommand Any(DateTimeOffset now) => city.One(All(now));

    /// <summary>What takes the case a step on, or an act that the table opens where it stands.</summary>
    public CaseCommand Fitting(CaseState state, DateTimeOffset now) =>
        city.Below(3) > 0 ? Onward(state, now) : Open(state, now);

    /// <summary>Somebody at a post that may.</summary>
    public Actor WhoMay(CaseCommand command)
    {
        if (command is Detect or Sense) return Posts.Mail;
        var roles = CaseWorkflow.Table.Where(rule => rule.Command == command.GetType())
            .SelectMany(rule => rule.Roles).Where(role => role != Role.Grain).ToArray();
        if (roles.Length == 0) return Posts.Administrator;
        var role = city.One(roles);
        var actor = Posts.All.Single(actor => actor.Role == role);
        return actor.Role switch
        {
            _ when command is Contribute => actor with { Unit = city.One([Roads, Parks]) },
            Role.Handler or Role.Department => actor with { Unit = city.One([Roads, Roads, Roads, Parks]) },
            Role.Clerk when city.Below(4) == 0 => new(Posts.Dispatcher.Id, Role.Clerk),
            _ => actor,
        };
    }

    private CaseCommand Onward(CaseState state, DateTimeOffset now) => state switch
    {
        CaseState.Unregistered => Founding(),
        CaseState.Recognised => new JudgeRecognition(city.Below(3) > 0, "seen"),
        CaseState.Merged => new Unmerge("not the same"),
        CaseState.Joined => city.Below(8) == 0 ? new Leave("not part of it") : new Urge(),
        CaseState.Registered or CaseState.ReturnedToClerk => new CaseCommand.File("0101-1"),
        CaseState.Verifying => new Verify(city.Below(4) > 0, "seen"),
        CaseState.Filed or CaseState.ReturnedToDispatcher => new Dispatch(Roads),
        CaseState.Tasked { Work.Relief.ExtensionToReview: true } => new ReviewExtension(city.Below(4) > 0, "so"),
        CaseState.Tasked { Work.Relief.ExtensionAsked: true } => new DecideExtension(city.Below(2) > 0, "so"),
        CaseState.Tasked { Work.Relief.SuspensionAskedUntil: not null } => new DecideSuspension(city.Below(2) > 0, "so"),
        CaseState.Tasked { Work.Cooperation: not null } when city.Below(2) == 0 =>
            city.Below(3) == 0 ? new Dismiss(Parks, "no roots") : new Contribute("roots cut"),
        CaseState.Dispatched => city.Below(4) == 0 ? new Assign(Posts.Handler.Id) : new Handle(),
        CaseState.Handling => new Feedback("done"),
        CaseState.AwaitingConfirmation => city.Below(3) == 0 ? new Return("no photo") : new Confirm(),
        CaseState.Suspended => new Resume("now"),
        CaseState.AwaitingCheck => city.Below(3) == 0 ? new Check(city.Below(3) == 0, "seen") : Any(now),
        CaseState.Checked => new Close("0101-1"),
        CaseState.AwaitingAudit => new Audit(city.Below(2) == 0, "seen"),
        _ => new Contest("still so"),
    };

    private CaseCommand Open(CaseState state, DateTimeOffset now)
    {
        var open = CaseWorkflow.Table.Where(rule => rule.Stages.Contains(state.Stage)).Select(rule => rule.Command);
        var acts = All(now).Where(command => open.Contains(command.GetType())).ToArray();
        return acts.Length == 0 ? Any(now) : city.One(acts);
    }

    private CaseCommand[] All(DateTimeOffset now) =>
    [
        new Register(city.Report()),
        new Detect(city.Report()),
        new Sense(Words()),
        new SelfHandle(city.Report(), Words()),
        new Recognise(Seen(), Picture()),
        new JudgeRecognition(city.Below(2) == 0, city.Text()),
        new Merge(Other(), Words()),
        new Merge(Other(), Words()),
        new Unmerge(Words()),
        new Join(Other(), city.Text()),
        new Join(Other(), city.Text()),
        new Leave(Words()),
        new Involve(city.One([Roads, Parks, "nobody"]), city.Text()),
        new Contribute(Words()),
        new Dismiss(city.One([Roads, Parks]), Words()),
        new Audit(city.Below(2) == 0, city.Text()),
        new Answer(Words()),
        new WantVerify(city.Text()),
        new Verify(city.Below(2) == 0, city.Text()),
        new CaseCommand.File(city.Code(), city.Text()),
        new CaseCommand.Void(Words()),
        new Dispatch(city.One([Roads, Roads, Roads, Parks, "nobody"]), city.Text()),
        new Return(Words()),
        new Assign(city.One(People), city.Text()),
        new Unassign(Words()),
        new Handle(),
        new Feedback(city.Text(), city.Below(4) == 0 ? city.Words() : null),
        new Confirm(city.Text()),
        new AskExtension(Words()),
        new ReviewExtension(city.Below(2) == 0, city.Text()),
        new DecideExtension(city.Below(2) == 0, city.Text()),
        new AskSuspension(Words(), now.AddMinutes(city.Below(300) - 20)),
        new DecideSuspension(city.Below(2) == 0, city.Text()),
        new Resume(Words()),
        new Check(Confirmed: city.Below(3) > 0, city.Text()),
        new Close(city.Code(), city.Text()),
        new Contest(Words()),
        new Urge(city.Text()),
        new Transfer(Line: "12319", Note: city.Text()),
        new ReturnVisit(city.Below(2) == 0, city.Below(6), city.Text()),
        new Supervise(Words()),
        new EndSupervision(city.Text()),
        new Rehome(city.One([Lakeside, Hillside])),
        new Rehome(city.One([Lakeside, Hillside])),
    ];

    private CaseCommand Founding() => city.Below(8) switch
    {
        0 => new SelfHandle(city.Report(), "done"),
        1 => new Recognise(Seen(), Picture()),
        _ => new Register(city.Report()),
    };

    private Report Seen() => city.Report() with { Kind = city.Below(6) > 0 ? SourceKind.Recognised : SourceKind.Citizen };

    private Recognition Picture() => new(city.Code(), city.Below(1_100), ["blob-1"]);

    private CaseId Other() => new($"case-{city.Below(RandomCity.CasesMax + 1)}");

    private string Words() => city.Text() ?? "as seen";
}
