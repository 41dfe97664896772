using System.Diagnostics;
using GridCity.Grains.Cases;
using GridCity.Grains.Inspectors;
using static GridCity.Grains.Cells.CellCommand;
using static GridCity.Grains.Cells.CellEvent;
using static GridCity.Grains.Decision<GridCity.Grains.Cells.CellEvent>;

namespace GridCity.Grains.Cells;

/// <summary>
/// The rules of a unit cell: who is on duty in it, which cases are open in it. All branches stand in
/// <see cref="Decide"/>; the helpers only compute.
/// </summary>
public static class Cell
{
    /// <summary>Decides one command. Pure: the same arguments give the same answer.</summary>
    public static Decision<CellEvent> Decide(CellState state, CellCommand command, DecisionContext context) =>
        command switch
        {
            _ when Inadmissible(command, context.Actor.Role) is { } why => Refuse(why),

            AppointInspector c when c.Inspector == state.Inspector => Accept(),
            AppointInspector c => Accept(new InspectorAppointed(c.Inspector)),
            RelieveInspector when state.Inspector is null => Accept(),
            RelieveInspector => Accept(new InspectorRelieved()),

            NoteCase c when state.IndexOf(c.Case) >= 0 => Accept(),
            NoteCase c => Accept([.. GivingWay(state, context), new CaseNoted(c.Case, c.Category, c.Place, c.At)]),
            ForgetCase c when state.IndexOf(c.Case) < 0 => Accept(),
            ForgetCase c => Accept(new CaseForgotten(c.Case)),

            WantCheck c => Accept(new CheckWanted(c.Case, c.Round, state.Inspector, c.Kind)).With(PassedOn(state, c)),
            _ => throw new UnreachableException(command.GetType().Name),
        };

    /// <summary>
    /// Folds one event. Accepts all history; a case that is noted twice or not at all changes nothing.
    /// </summary>
    public static CellState Evolve(CellState state, CellEvent happened) =>
        happened switch
        {
            InspectorAppointed e => state with { Inspector = e.Inspector },
            InspectorRelieved => state with { Inspector = null },
            CaseNoted e when state.IndexOf(e.Case) < 0 =>
                state with { OpenCases = state.OpenCases.Add(new(e.Case, e.Category, e.Place, e.At)) },
            CaseForgotten e when state.IndexOf(e.Case) is >= 0 and var at =>
                state with { OpenCases = state.OpenCases.RemoveAt(at) },
            _ => state,
        };

    private static Refusal? Inadmissible(CellCommand command, Role role) => (command, role) switch
    {
        (AppointInspector c, Role.Administrator) => Texts.Code(c.Inspector, "inspector"),
        (RelieveInspector, Role.Administrator) => null,
        (NoteCase or ForgetCase or WantCheck, Role.Grain) => null,
        _ => CellRefusals.NotYourPost(command, role),
    };

    private static IEnumerable<CellEvent> GivingWay(CellState state, DecisionContext context)
    {
        var surplus = state.OpenCases.Length + 1 - context.City.Limits.CellOpenCasesMax;
        return state.OpenCases.Take(Math.Max(0, surplus)).Select(old => new CaseForgotten(old.Case));
    }

    private static Effect PassedOn(CellState state, WantCheck command) =>
        state.Inspector is { } inspector
            ? new Effect.Send(
                InspectorKind.Kind.Id(inspector),
                new InspectorCommand.Assign(new(command.Case, command.Round, command.Kind)))
            : new Effect.Send(
                command.Case.Grain,
                new CaseCommand.CheckDeclined(DeclineReasons.NoDutyInspector, command.Round, command.Kind));
}

internal static class CellRefusals
{
    public static Refusal NotYourPost(CellCommand command, Role role) =>
        new(RefusalKind.NotAllowed, "cell/not-your-post",
            $"{command.GetType().Name} is not for the post {role}. Ask with the post that may.");
}
