using GridCity.Grains.Cases;
using static GridCity.Grains.Tests.Cases.CaseExamples;

namespace GridCity.Grains.Tests.Cases;

/// <summary>Every stage, every command, every post: what is accepted is exactly what stands here.</summary>
public sealed class CaseWalkTests
{
    private static readonly HashSet<(string Stage, string Command, Role Post)> Accepted =
    [
        ("unregistered", "Register", Role.Agent),
        ("unregistered", "Register", Role.Inspector),
        ("unregistered", "Register", Role.Administrator),
        ("registered", "File", Role.Clerk),
        ("registered", "Void", Role.Clerk),
        ("filed", "Dispatch", Role.Dispatcher),
        ("dispatched", "Handle", Role.Handler),
        ("handling", "Feedback", Role.Handler),
        ("awaiting-check", "Check", Role.Inspector),
        ("checked", "Close", Role.Clerk),
    ];

    private static readonly Dictionary<string, Role[]> PostsOf = new()
    {
        ["Register"] = [Role.Agent, Role.Inspector, Role.Administrator],
        ["File"] = [Role.Clerk],
        ["Void"] = [Role.Clerk],
        ["Dispatch"] = [Role.Dispatcher],
        ["Handle"] = [Role.Handler],
        ["Feedback"] = [Role.Handler],
        ["Check"] = [Role.Inspector],
        ["Close"] = [Role.Clerk],
        ["ReportOverdue"] = [Role.Grain],
        ["CheckAssigned"] = [Role.Grain],
        ["CheckDeclined"] = [Role.Grain],
    };

    public static TheoryData<string, string, Role> Walk()
    {
        var walk = new TheoryData<string, string, Role>();
        foreach (var stage in Histories.Keys)
            foreach (var command in Commands)
                foreach (var actor in Posts.All)
                    walk.Add(stage, command.GetType().Name, actor.Role);
        return walk;
    }

    [Theory, MemberData(nameof(Walk))]
    public void Each_command_is_accepted_in_its_stage_by_its_post_only(string stage, string command, Role post)
    {
        var decision = Ask(In(stage), Posts.All.Single(actor => actor.Role == post), Command(command));

        Assert.Equal(Expected(stage, command, post), Code(decision));
    }

    public static TheoryData<string, string> TooEarlyOrLate() =>
        new(Walk().Select(row => row.Data)
            .Where(row => Expected(row.Item1, row.Item2, row.Item3) == "case/not-in-stage")
            .Select(row => (row.Item1, row.Item2))
            .Distinct());

    [Theory, MemberData(nameof(TooEarlyOrLate))]
    public void A_stage_that_says_no_says_who_holds_the_case(string stage, string command)
    {
        var state = In(stage);
        var actor = Posts.All.First(actor => PostsOf[command].Contains(actor.Role));

        var refused = Assert.IsType<Decision<CaseEvent>.Refused>(Ask(state, actor, Command(command)));

        Assert.Equal(RefusalKind.NotNow, refused.Why.Kind);
        Assert.Contains(state.Stage, refused.Why.Message, StringComparison.Ordinal);
        Assert.Contains(state.Holder, refused.Why.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_walk_knows_every_command_and_every_stage()
    {
        Assert.Equal(Named(typeof(CaseCommand)), Commands.Select(command => command.GetType().Name).Order());
        Assert.Equal(Named(typeof(CaseEvent)), Events.Select(happened => happened.GetType().Name).Order());
        Assert.Equal(Named(typeof(CaseState)), Histories.Keys.Select(stage => In(stage).GetType().Name).Order());
        Assert.All(Histories.Keys, stage => Assert.Equal(stage, In(stage).Stage));
        Assert.Equal(Enum.GetValues<Role>().Order(), Posts.All.Select(actor => actor.Role).Order());
    }

    private static string Expected(string stage, string command, Role post) =>
        !PostsOf[command].Contains(post) ? "case/not-your-post"
        : post == Role.Grain || Accepted.Contains((stage, command, post)) ? "accepted"
        : stage == "unregistered" ? "case/unknown"
        : "case/not-in-stage";

    private static CaseCommand Command(string name) => Commands.Single(command => command.GetType().Name == name);

    private static string Code(Decision<CaseEvent> decision) =>
        decision is Decision<CaseEvent>.Refused refused ? refused.Why.Code : "accepted";

    private static IEnumerable<string> Named(Type union) =>
        union.GetNestedTypes()
            .Where(type => type.IsSubclassOf(union) && !type.IsAbstract)
            .Select(type => type.Name)
            .Order();
}
