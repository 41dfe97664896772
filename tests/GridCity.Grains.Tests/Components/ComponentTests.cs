using GridCity.Grains.Cases;
using GridCity.Grains.Components;
using GridCity.Grains.Tests.Cases;
using static GridCity.Grains.Components.ComponentCommand;
using static GridCity.Grains.Components.ComponentEvent;
using static GridCity.Grains.Tests.Town;

namespace GridCity.Grains.Tests.Components;

/// <summary>One row, one rule: what happened, what is asked, what is answered.</summary>
public sealed class ComponentTests
{
    private const string Lid = "3301060101000001";

    private static readonly CaseId Second = new("2");

    private static readonly ComponentEvent
        Open = new CaseNoted(FirstCase, Cover, Morning), Over = new CaseEnded(FirstCase, Morning);

    public static TheoryData<string, ComponentEvent[], ComponentCommand, ComponentEvent[]> Accepted => new()
    {
        { "a case is noted", [], new NoteCase(FirstCase, Cover, Morning), [Open] },
        { "a case is noted once", [Open], new NoteCase(FirstCase, Cover, Morning), [] },
        { "a case that is open again is noted again", [Open, Over], new NoteCase(FirstCase, Cover, Morning), [Open] },
        { "a case ends", [Open], new EndCase(FirstCase, Morning), [Over] },
        { "a case ends once", [Open, Over], new EndCase(FirstCase, Morning), [] },
        { "the end of an unknown case is nothing", [Open], new EndCase(Second, Morning), [] },
    };

    [Theory, MemberData(nameof(Accepted))]
    public void Accepts(string rule, ComponentEvent[] given, ComponentCommand when, ComponentEvent[] then)
    {
        var accepted = Assert.IsType<Decision<ComponentEvent>.Accepted>(
            Component.Decide(After(given), when, By(Posts.Mail, ComponentKind.Kind.Id(Lid))));

        Assert.True(then.SequenceEqual(accepted.Events), rule);
        Assert.Empty(accepted.Effects);
    }

    public static TheoryData<Role> AllPosts => [.. Enum.GetValues<Role>()];

    [Theory, MemberData(nameof(AllPosts))]
    public void Only_grains_tell_a_component_anything(Role post)
    {
        var decided = Component.Decide(
            ComponentState.Initial, new NoteCase(FirstCase, Cover, Morning), By(new("someone", post), ComponentKind.Kind.Id(Lid)));

        Assert.Equal(post == Role.Grain ? null : "component/not-your-post", (decided as Decision<ComponentEvent>.Refused)?.Why.Code);
    }

    [Fact]
    public void Open_cases_stay_and_of_the_ended_ones_the_newest()
    {
        var state = After(Open);
        for (var i = 0; i <= Component.EndedCasesMax; i++)
            state = Component.Evolve(Component.Evolve(state, new CaseNoted(new($"c{i}"), Cover, Morning)), new CaseEnded(new($"c{i}"), Morning));

        Assert.Equal(Component.EndedCasesMax + 1, state.Cases.Length);
        Assert.Equal([FirstCase, new("c1")], state.Cases.Take(2).Select(one => one.Case));
        Assert.Same(state, Component.Evolve(state, new CaseEnded(Second, Morning)));
    }

    [Fact]
    public void A_case_that_names_a_component_is_in_its_list_open_ended_and_open_again()
    {
        var story = new CaseWorld().Does(Posts.Agent, new CaseCommand.Register(CoverReport with { Component = Lid }));
        Assert.Null(Only(story).EndedAt);

        story.Does(Posts.Agent, new CaseCommand.Answer("on Monday"));
        Assert.Equal(Morning, Only(story).EndedAt);

        story.Does(Posts.Agent, new CaseCommand.Contest("it was not"));
        Assert.Null(Only(story).EndedAt);
    }

    private static ComponentCase Only(CaseWorld story) =>
        Assert.Single(((ComponentState)story.World.StateOf(ComponentKind.Kind.Id(Lid))).Cases);

    private static ComponentState After(params ComponentEvent[] history) =>
        history.Aggregate(ComponentState.Initial, Component.Evolve);
}
