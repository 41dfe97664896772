using static GridCity.Grains.Cases.CaseCommand;
using static GridCity.Grains.Cases.CaseEvent;
using static GridCity.Grains.Decision<GridCity.Grains.Cases.CaseEvent>;

namespace GridCity.Grains.Cases;

/// <summary>What follows when cases hang on one another, and when departments work together.</summary>
internal static class CaseLinking
{
    /// <summary>
    /// Children told in one turn: a mass event has thousands, and no append should be so long that others wait for it.
    /// </summary>
    private const int ToldMax = 100;

    public static Accepted Merging(CaseState.Known state, Merge command, DecisionContext context)
    {
        var round = state.Ticket.Had.LinkRounds + 1;
        return Accept(new Merged(command.Into, command.Reason, round, context.Now)).With([
            .. CaseConsequences.Forget(state, context),
            Ask(state, command.Into, LinkKind.Duplicate, round, context)]);
    }

    public static Accepted Joining(CaseState.Known state, Join command, DecisionContext context)
    {
        var round = state.Ticket.Had.LinkRounds + 1;
        return Accept(new Joined(command.Parent, command.Note, round, context.Now))
            .With(Ask(state, command.Parent, LinkKind.Child, round, context));
    }

    public static Effect LetGoBy(CaseId other, DecisionContext context) =>
        new Effect.Send(other.Grain, new LetGo(CaseId.Of(context.Self)));

    /// <summary>Mail cannot be refused, so a "no" is an event and mail back.</summary>
    public static Accepted TakingIn(CaseState state, TakeIn command, DecisionContext context) =>
        Obstacle(state, command.Kind, context.City.Cases) is { } reason
            ? Accept(new TakeInRefused(command.Case.Case, reason, context.Now))
                .With(new Effect.Send(command.Case.Case.Grain, new TakeInDeclined(reason, command.Round)))
            : Accept(new TakenIn(command.Case, command.Kind, context.Now));

    public static IEnumerable<Effect> ChildrenToTell(CaseState.Known state, DecisionContext context) =>
        state.Ticket.Links is var links && links.Told < links.Children.Length
            ? [new Effect.SetTimer(Case.ChildrenTimer, context.Now, new TellChildren())]
            : [];

    public static Accepted Telling(Links links, DecisionContext context)
    {
        var told = links.Untold(ToldMax);
        var end = new EndWithParent(CaseId.Of(context.Self), links.Ending!);
        var rest = links.Told + told.Length < links.Children.Length
            ? new Effect.SetTimer(Case.ChildrenTimer, context.Now, new TellChildren())
            : null as Effect;
        return Accept(new ChildrenTold(told.Length, context.Now))
            .With([.. told.Select(child => new Effect.Send(child.Grain, end)), .. rest is null ? [] : new[] { rest }]);
    }

    public static Decision<CaseEvent> Involving(CaseState.Tasked state, Involve command, DecisionContext context)
    {
        var partners = state.Work.Cooperation?.Partners ?? [];
        return command.Department == state.Work.Department ? Refuse(CaseRefusals.SameDepartment)
            : partners.Any(partner => partner.Department == command.Department)
                ? Refuse(CaseRefusals.AlreadyPartner(command.Department))
            : partners.Length >= context.City.Cases.PartnersMax
                ? Refuse(CaseRefusals.TooManyPartners(context.City.Cases.PartnersMax))
            : Accept(new PartnerInvolved(command.Department, command.Note, context.Now));
    }

    private static Effect Ask(
        CaseState.Known state, CaseId other, LinkKind kind, int round, DecisionContext context)
    {
        var report = state.Ticket.Report;
        var self = new LinkedCase(CaseId.Of(context.Self), report.Number, report.Source, report.Reporter);
        return new Effect.Send(other.Grain, new TakeIn(self, kind, round));
    }

    private static string? Obstacle(CaseState state, LinkKind kind, CaseLimits limits) => state switch
    {
        CaseState.Unregistered => "unknown",
        CaseState.Merged or CaseState.Joined => "hangs-itself",
        CaseState.Known { ClosedAt: not null } => "ended",
        CaseState.Known { Ticket.Links: var links } => kind switch
        {
            LinkKind.Duplicate => links.Duplicates.Length >= limits.DuplicatesMax ? "full" : null,
            _ => links.Children.Length >= limits.ChildrenMax ? "full" : null,
        },
        _ => throw new System.Diagnostics.UnreachableException(state.GetType().Name),
    };
}
