using System.Diagnostics;
using GridCity.Grains.DutyGrids;
using static GridCity.Grains.Decision<GridCity.Grains.Inspectors.InspectorEvent>;
using static GridCity.Grains.Inspectors.InspectorCommand;
using static GridCity.Grains.Inspectors.InspectorEvent;
using static GridCity.Grains.Inspectors.InspectorState;

namespace GridCity.Grains.Inspectors;

/// <summary>
/// The rules of an inspector's day: at work in one duty grid at a time, or not at all. All branches stand in
/// <see cref="Decide"/>; the helpers only compute. The duty grid hears of it by mail and sees to the tasks.
/// </summary>
public static class Inspector
{
    /// <summary>Decides one command. Pure: the same arguments give the same answer.</summary>
    public static Decision<InspectorEvent> Decide(
        InspectorState state, InspectorCommand command, DecisionContext context) =>
        (state, command) switch
        {
            _ when Inadmissible(command, context) is { } why => Refuse(why),

            (OffDuty, SignOn c) => Accept(new SignedOn(c.Grid, context.Now, c.Seen, c.Shift, context.Actor.Id))
                .With(Tell(c.Grid, new DutyGridCommand.Enter(context.Self.Key, context.Now, c.Seen))),
            (OnDuty s, SignOn) => Refuse(InspectorRefusals.AlreadyOnDuty(s.Grid)),
            (OffDuty, SignOff) => Refuse(InspectorRefusals.NotOnDuty),
            (OnDuty s, SignOff) => Ending(s, context),
            (OnDuty s, Relieve c) when s.Since == c.Since => Ending(s, context),
            (_, Relieve) => Accept(),
            _ => throw new UnreachableException($"{state.GetType().Name} met {command.GetType().Name}"),
        };

    /// <summary>Folds one event. Accepts all history.</summary>
    public static InspectorState Evolve(InspectorState state, InspectorEvent happened) =>
        happened switch
        {
            SignedOn e => new OnDuty(e.Grid, e.At, e.Shift, e.Person),
            SignedOff => Initial,
            _ => state,
        };

    private static Refusal? Inadmissible(InspectorCommand command, DecisionContext context) =>
        (command, context.Actor.Role) switch
    {
        (SignOn or SignOff, Role.Inspector) when context.Actor.Unit != context.Self.Key =>
            InspectorRefusals.NotYourself(context.Self.Key),
        (SignOn c, Role.Inspector or Role.Administrator) => Malformed(c, context),
        (SignOff, Role.Inspector or Role.Administrator) => null,
        (Relieve, Role.Grain) => null,
        _ => InspectorRefusals.NotYourPost(command, context.Actor.Role),
    };

    private static Refusal? Malformed(SignOn command, DecisionContext context) =>
        Texts.Code(command.Grid.Code, "dutyGrid")
        ?? Texts.OptionalCode(command.Shift, "shift")
        ?? (context.City.Ground.Has(command.Grid) ? null : InspectorRefusals.UnknownGrid(command.Grid))
        ?? (command.Seen is null or { AccuracyMetres: >= 0 and <= Sighting.AccuracyMetresMax }
            ? null
            : InspectorRefusals.BadAccuracy);

    private static Accepted Ending(OnDuty state, DecisionContext context) =>
        Accept(new SignedOff(context.Now)).With(Tell(state.Grid, new DutyGridCommand.Leave(context.Self.Key)));

    private static Effect Tell(DutyGridId grid, DutyGridCommand command) => new Effect.Send(grid.Grain, command);
}
