using System.Diagnostics;
using static GridCity.Grains.Cells.CellCommand;
using static GridCity.Grains.Cells.CellEvent;
using static GridCity.Grains.Decision<GridCity.Grains.Cells.CellEvent>;

namespace GridCity.Grains.Cells;

/// <summary>
/// The rules of a unit cell: which cases are open in it. All branches stand in <see cref="Decide"/>; the helpers only
/// compute.
/// </summary>
public static class Cell
{
    /// <summary>Decides one command. Pure: the same arguments give the same answer.</summary>
    public static Decision<CellEvent> Decide(CellState state, CellCommand command, DecisionContext context) =>
        command switch
        {
            _ when context.Actor.Role != Role.Grain => Refuse(CellRefusals.NotYourPost(command, context.Actor.Role)),

            NoteCase c when state.IndexOf(c.Case) >= 0 => Accept(),
            NoteCase c => Accept([.. GivingWay(state, context), new CaseNoted(c.Case, c.Category, c.Place, c.At)]),
            ForgetCase c when state.IndexOf(c.Case) < 0 => Accept(),
            ForgetCase c => Accept(new CaseForgotten(c.Case)),
            _ => throw new UnreachableException(command.GetType().Name),
        };

    /// <summary>
    /// Folds one event. Accepts all history; a case that is noted twice or not at all changes nothing.
    /// </summary>
    public static CellState Evolve(CellState state, CellEvent happened) =>
        happened switch
        {
            CaseNoted e when state.IndexOf(e.Case) < 0 =>
                new(state.OpenCases.Add(new(e.Case, e.Category, e.Place, e.At))),
            CaseForgotten e when state.IndexOf(e.Case) is >= 0 and var at => new(state.OpenCases.RemoveAt(at)),
            _ => state,
        };

    private static IEnumerable<CellEvent> GivingWay(CellState state, DecisionContext context)
    {
        var surplus = state.OpenCases.Length + 1 - context.City.Limits.CellOpenCasesMax;
        return state.OpenCases.Take(Math.Max(0, surplus)).Select(old => new CaseForgotten(old.Case));
    }
}

internal static class CellRefusals
{
    public static Refusal NotYourPost(CellCommand command, Role role) =>
        new(RefusalKind.NotAllowed, "cell/not-your-post",
            $"{command.GetType().Name} is not for the post {role}. Only cases tell a cell what lies in it.");
}
