using System.Collections.Immutable;
using System.Diagnostics;
using static GridCity.Grains.Components.ComponentCommand;
using static GridCity.Grains.Components.ComponentEvent;
using static GridCity.Grains.Decision<GridCity.Grains.Components.ComponentEvent>;

namespace GridCity.Grains.Components;

/// <summary>
/// The rules of a component: which cases are and were about it. All branches stand in <see cref="Decide"/>; the helpers
/// only compute.
/// </summary>
public static class Component
{
    /// <summary>Ended cases that a component remembers; the journal knows all.</summary>
    public const int EndedCasesMax = 500;

    /// <summary>Decides one command. Pure: the same arguments give the same answer.</summary>
    public static Decision<ComponentEvent> Decide(
        ComponentState state, ComponentCommand command, DecisionContext context) =>
        command switch
        {
            _ when context.Actor.Role != Role.Grain => Refuse(NotYourPost(command, context.Actor.Role)),

            NoteCase c when state.IndexOf(c.Case) is >= 0 and var at && state.Cases[at].EndedAt is null => Accept(),
            NoteCase c => Accept(new CaseNoted(c.Case, c.Category, c.At)),
            EndCase c when state.IndexOf(c.Case) is >= 0 and var at && state.Cases[at].EndedAt is null =>
                Accept(new CaseEnded(c.Case, c.At)),
            EndCase => Accept(),
            _ => throw new UnreachableException(command.GetType().Name),
        };

    /// <summary>Folds one event. Accepts all history; the end of a case that is not known changes nothing.</summary>
    public static ComponentState Evolve(ComponentState state, ComponentEvent happened) =>
        happened switch
        {
            CaseNoted e => new(Without(state, e.Case).Add(new(e.Case, e.Category, e.At))),
            CaseEnded e when state.IndexOf(e.Case) is >= 0 and var at =>
                new(Bounded(state.Cases.SetItem(at, state.Cases[at] with { EndedAt = e.At }))),
            _ => state,
        };

    private static ImmutableArray<ComponentCase> Without(ComponentState state, Cases.CaseId @case) =>
        state.IndexOf(@case) is >= 0 and var at ? state.Cases.RemoveAt(at) : state.Cases;

    private static ImmutableArray<ComponentCase> Bounded(ImmutableArray<ComponentCase> cases) =>
        cases.Count(one => one.EndedAt is not null) <= EndedCasesMax
            ? cases
            : cases.Remove(cases.First(one => one.EndedAt is not null));

    private static Refusal NotYourPost(ComponentCommand command, Role role) =>
        new(RefusalKind.NotAllowed, "component/not-your-post",
            $"{command.GetType().Name} is not for the post {role}. Only cases tell a component what is about it.");
}
