using GridCity.Grains.DutyGrids;
using GridCity.Grains.Inspectors;
using static GridCity.Grains.Inspectors.InspectorCommand;
using static GridCity.Grains.Inspectors.InspectorEvent;
using static GridCity.Grains.Tests.Town;

namespace GridCity.Grains.Tests.Inspectors;

/// <summary>One row, one rule: what happened, what is asked, what is answered.</summary>
public sealed class InspectorTests
{
    private static readonly Sighting Here = new(new(120.13, 30.26), AccuracyMetres: 8, Morning);

    public static TheoryData<string, InspectorEvent[], InspectorCommand, InspectorEvent[], Effect[]> Accepted => new()
    {
        { "a shift begins, and the duty grid hears of it", [], new SignOn(LakeGrid, Here, "early"),
            [new SignedOn(LakeGrid, Morning, Here, "early", Posts.Inspector.Id)], [ToGrid(new DutyGridCommand.Enter(Walker, Morning, Here))] },
        { "a handheld may not know where it is", [], new SignOn(LakeGrid), [On],
            [ToGrid(new DutyGridCommand.Enter(Walker, Morning))] },
        { "a shift ends, and the duty grid hears of it", [On], new SignOff(), [Off], [ToGrid(Left)] },
        { "a relieved inspector's shift ends", [On], new Relieve(Morning), [Off], [ToGrid(Left)] },
        { "a later shift goes on", [On], new Relieve(Morning.AddDays(-1)), [], [] },
        { "a shift that has ended cannot be ended", [], new Relieve(Morning), [], [] },
    };

    public static TheoryData<string, InspectorEvent[], InspectorCommand, Actor> Refused => new()
    {
        { "inspector/already-on-duty", [On], new SignOn(HillGrid), Posts.Inspector },
        { "inspector/not-on-duty", [], new SignOff(), Posts.Inspector },
        { "inspector/not-yourself", [], new SignOn(LakeGrid), Posts.Inspector with { Unit = Runner } },
        { "inspector/not-yourself", [On], new SignOff(), Posts.Inspector with { Unit = Runner } },
        { "inspector/unknown-duty-grid", [], new SignOn(new("north")), Posts.Inspector },
        { "inspector/bad-accuracy", [], new SignOn(LakeGrid, Here with { AccuracyMetres = -1 }), Posts.Inspector },
        { "inspector/bad-accuracy", [], new SignOn(LakeGrid, Here with { AccuracyMetres = double.NaN }), Posts.Inspector },
        { "text/missing", [], new SignOn(new("")), Posts.Inspector },
        { "text/missing", [], new SignOn(default), Posts.Administrator },
    };

    public static TheoryData<Role> AllPosts => [.. Enum.GetValues<Role>()];

    private static SignedOn On => new(LakeGrid, Morning, Person: Posts.Inspector.Id);

    private static SignedOff Off => new(Morning);

    private static DutyGridCommand Left => new DutyGridCommand.Leave(Walker);

    [Theory, MemberData(nameof(Accepted))]
    public void Accepts(
        string rule, InspectorEvent[] given, InspectorCommand when, InspectorEvent[] then, Effect[] follows)
    {
        var actor = when is SignOn or SignOff ? Posts.Inspector : Posts.Mail;

        var accepted = Assert.IsType<Decision<InspectorEvent>.Accepted>(Decide(given, when, actor));

        Assert.True(then.SequenceEqual(accepted.Events), rule);
        Assert.True(follows.SequenceEqual(accepted.Effects), rule);
    }

    [Theory, MemberData(nameof(Refused))]
    public void Refuses(string code, InspectorEvent[] given, InspectorCommand when, Actor who) =>
        Assert.Equal(code, Code(given, when, who));

    [Theory, MemberData(nameof(AllPosts))]
    public void Inspectors_and_administrators_sign_on_and_grains_send_mail(Role post)
    {
        InspectorCommand[] commands = [new SignOn(LakeGrid), new SignOff(), new Relieve(Morning)];
        var actor = new Actor("someone", post, Walker);

        Assert.All(commands, one =>
            Assert.Equal(MayAsk(one, post), Code([On], one, actor) != "inspector/not-your-post"));
    }

    private static bool MayAsk(InspectorCommand command, Role post) =>
        command is Relieve ? post is Role.Grain : post is Role.Inspector or Role.Administrator;

    private static Decision<InspectorEvent> Decide(InspectorEvent[] given, InspectorCommand when, Actor who) =>
        Inspector.Decide(given.Aggregate(InspectorState.Initial, Inspector.Evolve), when, By(who, InspectorGrain));

    private static string? Code(InspectorEvent[] given, InspectorCommand when, Actor who) =>
        (Decide(given, when, who) as Decision<InspectorEvent>.Refused)?.Why.Code;

    private static Effect ToGrid(DutyGridCommand command) => new Effect.Send(LakeGrid.Grain, command);
}
