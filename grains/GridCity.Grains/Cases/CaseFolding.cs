using static GridCity.Grains.Cases.CaseEvent;

namespace GridCity.Grains.Cases;

/// <summary>What an event makes of a state.</summary>
internal static class CaseFolding
{
    public static CaseState Next(CaseState state, CaseEvent happened) =>
        (state, happened) switch
        {
            (CaseState.Unregistered, Registered e) => new CaseState.Registered(new(e.Report, e.At), e.At),
            (CaseState.Unregistered, SelfHandled e) =>
                new CaseState.AwaitingAudit(new(e.Report, e.At), e.At, e.Inspector),
            (CaseState.Unregistered, Recognised e) =>
                new CaseState.Recognised(new(e.Report, e.At), e.At, e.Recognition),
            (CaseState.Recognised s, RecognitionConfirmed e) => new CaseState.Registered(s.Ticket, e.At),
            (CaseState.Recognised s, RecognitionRejected e) => new CaseState.Voided(s.Ticket, e.At),
            (CaseState.Known s, Merged e) =>
                new CaseState.Merged(s.Ticket.With(had => had with { LinkRounds = e.Round }), e.At, e.Into),
            (CaseState.Merged s, MergeDeclined e) => new CaseState.Registered(s.Ticket, e.At),
            (CaseState.Merged s, Unmerged e) => new CaseState.Registered(s.Ticket, e.At),
            (CaseState.Known s, Joined e) =>
                new CaseState.Joined(s.Ticket.With(had => had with { LinkRounds = e.Round }), e.At, e.Parent),
            (CaseState.Joined s, JoinDeclined e) => new CaseState.Registered(s.Ticket, e.At),
            (CaseState.Joined s, Left e) => new CaseState.Registered(s.Ticket, e.At),
            (CaseState.Joined s, ClosedWithParent e) => new CaseState.Closed(s.Ticket, e.At, null, e.Parent.Value),
            (CaseState.Known s, TakenIn e) => Linked(s, links => Taken(links, e)),
            (CaseState.Known s, Released e) => Linked(s, links => links.Without(e.Case)),
            (CaseState.Known s, ChildrenTold e) => Linked(s, links => links with { Told = links.Told + e.Count }),
            (CaseState.AwaitingAudit s, AuditPassed e) => new CaseState.Closed(s.Ticket, e.At, null, e.Auditor),
            (CaseState.AwaitingAudit s, AuditFailed e) => new CaseState.Registered(s.Ticket, e.At),
            (CaseState.Known s, Answered e) => new CaseState.Answered(s.Ticket, e.At),
            (CaseState.Known s, VerifyWanted e) =>
                new CaseState.Verifying(s.Ticket.With(had => had with { Verifications = e.Round }), e.At, null, e.Grid),
            (CaseState.Verifying s, Verified e) =>
                new CaseState.Registered(s.Ticket.With(had => had with { NotFound = !e.Found }), e.At),
            (CaseState.Known s, Filed e) => new CaseState.Filed(s.Ticket with { Standard = e.Standard }, e.At),
            (CaseState.Known s, Voided e) => new CaseState.Voided(s.Ticket, e.At),

            (CaseState.Known s, Dispatched e) => new CaseState.Dispatched(s.Ticket, e.At, NewWork(s, e)),
            (CaseState.Known s, ReturnedToClerk e) => new CaseState.ReturnedToClerk(s.Ticket, e.At),
            (CaseState.Tasked s, ReturnedToDispatcher e) =>
                new CaseState.ReturnedToDispatcher(s.Ticket.With(had => WithFormer(had, s.Work)), e.At),
            (CaseState.Tasked s, ReturnedToDepartment e) =>
                new CaseState.Dispatched(s.Ticket, e.At, s.Work with { Assignee = null }),
            (CaseState.AwaitingConfirmation s, ReturnedToHandler e) =>
                new CaseState.Handling(s.Ticket, e.At, s.Work, s.Handler),

            (CaseState.Dispatched s, Assigned e) => s with { Work = s.Work with { Assignee = e.Handler } },
            (CaseState.Tasked s, HandlingStarted e) => new CaseState.Handling(s.Ticket, e.At, s.Work, e.Handler),
            (CaseState.Handling { Work.Assignee: not null } s, FeedbackGiven e) =>
                new CaseState.AwaitingConfirmation(s.Ticket, e.At, s.Work.Settled(), s.Handler),
            (CaseState.Handling s, FeedbackGiven e) =>
                new CaseState.AwaitingCheck(s.Ticket, e.At, s.Work.Settled(), s.Handler, Inspector: null, e.Grid),
            (CaseState.AwaitingConfirmation s, FeedbackConfirmed e) =>
                new CaseState.AwaitingCheck(s.Ticket, e.At, s.Work, s.Handler, Inspector: null, e.Grid),
            (CaseState.Tasked s, WentOverdue) => s with { Work = s.Work with { Overdue = true } },

            (CaseState.Tasked s, PartnerInvolved e) => Together(s, all => all.With(new(e.Department))),
            (CaseState.Tasked s, PartnerDone e) => Together(s, all => all.With(new(e.Department, Done: true))),
            (CaseState.Tasked s, PartnerDismissed e) => Together(s, all => all.Without(e.Department)),
            (CaseState.Tasked s, ExtensionAsked e) =>
                Relieved(s, given => given with { ExtensionAsked = true, ExtensionToReview = e.ToReview }),
            (CaseState.Tasked s, ExtensionReviewed) => Relieved(s, given => given with { ExtensionToReview = false }),
            (CaseState.Tasked s, ExtensionRefused) => Relieved(s, given => given.Answered()),
            (CaseState.Tasked s, ExtensionGranted e) =>
                Relieved(s, given => given.Answered() with { Extensions = given.Extensions + 1 }, e.DueAt),
            (CaseState.Tasked s, SuspensionAsked e) =>
                Relieved(s, given => given with { SuspensionAskedUntil = e.Until }),
            (CaseState.Tasked s, SuspensionRefused) =>
                Relieved(s, given => given with { SuspensionAskedUntil = null }),
            (CaseState.Tasked s, Suspended e) => Standing(s, e),
            (CaseState.Suspended s, Resumed e) => GoingOn(s, s.Work with { DueAt = e.DueAt }, e.At),

            (CaseState.AwaitingCheck s, Rehomed e) => s with
            {
                Ticket = s.Ticket.In(e.Cell), Grid = e.Grid, Inspector = e.Grid == s.Grid ? s.Inspector : null,
            },
            (CaseState.Verifying s, Rehomed e) => s with
            {
                Ticket = s.Ticket.In(e.Cell), Grid = e.Grid, Inspector = e.Grid == s.Grid ? s.Inspector : null,
            },
            (CaseState.Known s, Rehomed e) => s with { Ticket = s.Ticket.In(e.Cell) },
            (CaseState.AwaitingCheck s, InspectorAssigned e) => s with { Inspector = e.Inspector },
            (CaseState.AwaitingCheck s, InspectorMissing) => s with { Inspector = null },
            (CaseState.Verifying s, InspectorAssigned e) => s with { Inspector = e.Inspector },
            (CaseState.Verifying s, InspectorMissing) => s with { Inspector = null },
            (CaseState.Tasked s, Checked e) => new CaseState.Checked(s.Ticket, e.At, s.Work, e.Checker),
            (CaseState.Tasked s, Reworked e) =>
                new CaseState.Dispatched(s.Ticket, e.At, s.Work with { Reworks = s.Work.Reworks + 1 }),
            (CaseState.Checked s, Closed e) => new CaseState.Closed(Ending(s.Ticket, e), e.At, s.Work, s.Checker),
            (CaseState.Known { ClosedAt: not null } s, Contested e) => Reopened(s, e),

            (CaseState.Known s, Urged) => Marked(s, had => had with { Urges = had.Urges + 1 }),
            (CaseState.Known s, SupervisionBegan e) => Marked(s, had => had with { Supervisor = e.Supervisor }),
            (CaseState.Known s, SupervisionEnded) => Marked(s, had => had with { Supervisor = null }),
            _ => state,
        };

    /// <summary>Rounds and lateness go on where another department left off.</summary>
    private static Work NewWork(CaseState.Known state, Dispatched happened)
    {
        var work = new Work(happened.Department, happened.Dispatcher, happened.At, happened.DueAt);
        return (CaseReading.Work(state) ?? state.Ticket.Had.Former) is { } former
            ? work with { Overdue = former.Overdue, Reworks = former.Reworks, Contests = former.Contests }
            : work;
    }

    private static Incidents WithFormer(Incidents had, Work former) => had with
    {
        Former = former,
        Dispatchers = had.Dispatchers.Contains(former.Dispatcher)
            ? had.Dispatchers
            : had.Dispatchers.Add(former.Dispatcher),
    };

    private static CaseState.Known Marked(CaseState.Known state, Func<Incidents, Incidents> change) =>
        state with { Ticket = state.Ticket.With(change) };

    private static CaseState.Known Linked(CaseState.Known state, Func<Links, Links> change) =>
        state with { Ticket = state.Ticket.WithLinks(change) };

    private static Links Taken(Links links, TakenIn happened) =>
        links.Has(happened.Case.Case) ? links
        : happened.Kind == LinkKind.Child ? links with { Children = links.Children.Add(happened.Case.Case) }
        : links with { Duplicates = links.Duplicates.Add(happened.Case) };

    private static Ticket Ending(Ticket ticket, Closed happened) => ticket.Links.Children.IsEmpty
        ? ticket
        : ticket.WithLinks(links => links with { Ending = happened.Standard });

    private static CaseState.Tasked Together(CaseState.Tasked state, Func<Cooperation, Cooperation> change) =>
        state with { Work = state.Work with { Cooperation = change(state.Work.Cooperation ?? new([])) } };

    private static CaseState.Tasked Relieved(
        CaseState.Tasked state, Func<Relief, Relief> change, DateTimeOffset? dueAt = null) =>
        state with
        {
            Work = state.Work with { Relief = change(state.Work.Given), DueAt = dueAt ?? state.Work.DueAt },
        };

    private static CaseState.Suspended Standing(CaseState.Tasked state, Suspended happened) =>
        new(
            state.Ticket,
            happened.At,
            state.Work with { Relief = state.Work.Given with { Suspended = true, SuspensionAskedUntil = null } },
            happened.Until,
            (state as CaseState.Handling)?.Handler);

    private static CaseState.Tasked GoingOn(CaseState.Suspended state, Work work, DateTimeOffset at) =>
        state.Handler is { } handler
            ? new CaseState.Handling(state.Ticket, at, work, handler)
            : new CaseState.Dispatched(state.Ticket, at, work);

    private static CaseState.Known Reopened(CaseState.Known state, Contested happened)
    {
        var ticket = state.Ticket.With(had => had with
        {
            Contests = had.Contests + 1,
            Links = had.Links is { } links ? links with { Ending = null } : null,
        });
        return state is CaseState.Closed { Work: { } work }
            ? new CaseState.AwaitingCheck(
                ticket, happened.At, Contest(work, happened), Handler: null, Inspector: null, happened.Grid)
            : new CaseState.ReturnedToClerk(ticket, happened.At);
    }

    private static Work Contest(Work work, Contested happened) =>
        work with { Contests = work.Contests + 1, DueAt = happened.DueAt ?? work.DueAt, Relief = work.Given };
}
