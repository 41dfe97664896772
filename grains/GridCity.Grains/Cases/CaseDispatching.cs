using static GridCity.Grains.Cases.CaseCommand;
using static GridCity.Grains.Cases.CaseEvent;
using static GridCity.Grains.Decision<GridCity.Grains.Cases.CaseEvent>;

namespace GridCity.Grains.Cases;

/// <summary>Which department gets a case, by a dispatcher or by the city's rules.</summary>
internal static class CaseDispatching
{
    /// <summary>Who dispatched when a rule did: nobody, so nobody is kept from closing.</summary>
    private const string Nobody = "rules";

    /// <summary>
    /// An automatic rule dispatches what is filed in the same breath. What came back once is for a person to put right.
    /// </summary>
    public static Accepted Filing(CaseState.Known state, CaseCommand.File command, DecisionContext context)
    {
        var filed = Accept(new Filed(command.Standard, command.Note, context.Now));
        if (state.Ticket.Had.Former is not null || Ruled(state, context) is not { IsAutomatic: true } rule) return filed;
        var sent = Sending(state, new(rule.Department, null, Nobody, rule.Code, command.Standard), context);
        return Accept([.. filed.Events, .. sent.Events]).With(sent.Effects);
    }

    public static Decision<CaseEvent> Dispatching(CaseState.Known state, Dispatch command, DecisionContext context)
    {
        var rule = command.Department is null ? Ruled(state, context) : null;
        if ((command.Department ?? rule?.Department) is not { } department) return Refuse(CaseRefusals.NoRule);
        var choice = new Choice(department, command.Note, context.Actor.Id, rule?.Code, state.Ticket.Standard);
        return state is CaseState.Tasked wrong ? Correcting(wrong, choice, context) : Sending(state, choice, context);
    }

    /// <summary>A wrong dispatch put right: the case comes back and goes out again at once.</summary>
    private static Decision<CaseEvent> Correcting(CaseState.Tasked state, Choice choice, DecisionContext context)
    {
        if (choice.Department == state.Work.Department) return Refuse(CaseRefusals.SameDepartment);
        if (Texts.Required(choice.Note, "note", context.City.Limits.TextLengthMax) is { } why) return Refuse(why);
        var back = CaseConsequences.ToDispatcher(state, choice.Note!, context);
        var sent = Sending(state, choice, context);
        return Accept([.. back.Events, .. sent.Events]).With(sent.Effects);
    }

    private static Accepted Sending(CaseState.Known state, Choice choice, DecisionContext context)
    {
        var category = context.City.Categories[state.Ticket.Report.Category];
        var due = context.Now.AddMinutes(category.Standard(choice.Standard)!.HandlingMinutesMax);
        var again = state.Ticket.Had.Former is not null || state is CaseState.Tasked;
        return Accept(
                new Dispatched(
                    choice.Department, choice.Note, choice.Dispatcher, due, context.Now, again, choice.Rule))
            .With(new Effect.SetTimer(Case.HandlingTimer, due, new ReportOverdue()));
    }

    private static DispatchRule? Ruled(CaseState.Known state, DecisionContext context) =>
        context.City.Dispatching.FirstMatch(state.Ticket.Report, context.Now) is { } rule
        && context.City.Departments.ContainsKey(rule.Department)
            ? rule
            : null;

    private sealed record Choice(string Department, string? Note, string Dispatcher, string? Rule, string? Standard);
}
