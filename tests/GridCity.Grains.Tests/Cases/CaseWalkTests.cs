using GridCity.Grains.Cases;
using static GridCity.Grains.Tests.Cases.CaseExamples;

namespace GridCity.Grains.Tests.Cases;

/// <summary>
/// Every stage, every act, every post, through the real decider and held against the table. Conditions hold in the
/// examples; what happens when one does not stands in <see cref="CaseConditionTests"/>.
/// </summary>
public sealed class CaseWalkTests
{
    public static TheoryData<string> Stages => [.. Histories.Keys];

    [Theory, MemberData(nameof(Stages))]
    public void Each_act_is_accepted_in_its_stages_by_its_posts_only(string stage)
    {
        foreach (var (command, actor) in Acts())
        {
            var decision = Ask(In(stage, command), actor, command);

            Assert.True(
                Expected(stage, command, actor.Role) == Code(decision),
                $"{stage}, {command.GetType().Name} by {actor.Role}: {decision}");
        }
    }

    [Theory, MemberData(nameof(Stages))]
    public void A_stage_that_says_no_says_who_holds_the_case(string stage)
    {
        var state = In(stage);
        var refusals = Acts().Select(act => Ask(state, act.Actor, act.Command))
            .OfType<Decision<CaseEvent>.Refused>()
            .Where(refused => refused.Why.Code == "case/not-in-stage");

        Assert.All(refusals, refused =>
        {
            Assert.Equal(RefusalKind.NotNow, refused.Why.Kind);
            Assert.Contains(state.Stage, refused.Why.Message, StringComparison.Ordinal);
            Assert.Contains(state.Holder, refused.Why.Message, StringComparison.Ordinal);
        });
    }

    [Theory, MemberData(nameof(Stages))]
    public void What_may_I_do_now_is_what_the_decider_would_say(string stage)
    {
        var states = Commands.Select(command => In(stage, command)).Distinct();
        foreach (var (state, actor) in from state in states from actor in Posts.All select (state, actor))
        {
            if (actor.Role == Role.Grain) continue;
            var options = CaseWorkflow.Options(state, Town.By(actor, Town.FirstCase.Grain));

            Assert.Equal(
                options.ToDictionary(option => option.Act, option => option.Why?.Code ?? "accepted"),
                Commands.Where(command => IsOption(command, actor.Role))
                    .ToDictionary(Act, command => ButForContent(Code(Ask(state, actor, command)))));
        }
    }

    [Fact]
    public void The_table_and_the_walk_know_every_act_stage_and_post()
    {
        Assert.Equal(Named(typeof(CaseCommand)), Commands.Select(command => command.GetType().Name).Order());
        Assert.Equal(
            Named(typeof(CaseCommand)), CaseWorkflow.Table.Select(rule => rule.Command.Name).Distinct().Order());
        Assert.Equal(Named(typeof(CaseEvent)), Events.Select(happened => happened.GetType().Name).Order());
        Assert.Equal(Named(typeof(CaseState)), Histories.Keys.Select(stage => In(stage).GetType().Name).Order());
        Assert.All(Histories.Keys, stage => Assert.Equal(stage, In(stage).Stage));
        Assert.Equal(CaseStages.All.Order(), Histories.Keys.Order());
        Assert.Equal(Enum.GetValues<Role>().Order(), Posts.All.Select(actor => actor.Role).Order());
    }

    [Fact]
    public void The_table_says_nothing_twice()
    {
        var cells = CaseWorkflow.Table
            .SelectMany(rule => rule.Stages.SelectMany(stage => rule.Roles.Select(role => (rule.Act, stage, role))))
            .ToList();

        Assert.Equal(cells.Distinct(), cells);
    }

    [Fact]
    public void No_grain_acts_as_a_person_and_no_person_as_a_grain() =>
        Assert.All(
            CaseWorkflow.Table.GroupBy(rule => rule.Command),
            rules => Assert.Single(rules.SelectMany(rule => rule.Roles).Select(role => role == Role.Grain).Distinct()));

    private static string Expected(string stage, CaseCommand command, Role post)
    {
        var rules = CaseWorkflow.Table.Where(rule => rule.Command == command.GetType() && rule.Roles.Contains(post))
            .ToList();
        return rules.Count == 0 ? "case/not-your-post"
            : rules.Exists(rule => rule.Stages.Contains(stage)) ? "accepted"
            : stage == CaseStages.Unregistered ? "case/unknown"
            : "case/not-in-stage";
    }

    private static IEnumerable<(CaseCommand Command, Actor Actor)> Acts() =>
        from command in Commands from actor in Posts.All select (command, actor);

    private static bool IsOption(CaseCommand command, Role role) =>
        command is not IFoundingCommand
        && CaseWorkflow.Table.Any(rule => rule.Command == command.GetType() && rule.Roles.Contains(role));

    private static string Act(CaseCommand command) =>
        CaseWorkflow.Table.First(rule => rule.Command == command.GetType()).Act;

    /// <summary>That the example's department helps already does not close the act: another may be involved.</summary>
    private static string ButForContent(string code) => code == "case/already-partner" ? "accepted" : code;

    private static string Code(Decision<CaseEvent> decision) =>
        decision is Decision<CaseEvent>.Refused refused ? refused.Why.Code : "accepted";

    private static IEnumerable<string> Named(Type union) =>
        union.GetNestedTypes()
            .Where(type => type.IsSubclassOf(union) && !type.IsAbstract)
            .Select(type => type.Name)
            .Order();
}
