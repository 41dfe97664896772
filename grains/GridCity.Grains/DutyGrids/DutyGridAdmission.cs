using System.Collections.Immutable;
using static GridCity.Grains.DutyGrids.DutyGridCommand;
using static GridCity.Grains.RefusalKind;

namespace GridCity.Grains.DutyGrids;

/// <summary>What can be said of a command without knowing the duty grid: whose it is, whether it is well formed.</summary>
internal static class DutyGridAdmission
{
    public static Refusal? Refusal(DutyGridCommand command, Role role) => (command, role) switch
    {
        (Cover c, Role.Administrator) => List(c.Cells, "cells", DutyGrid.CellsMax),
        (Appoint c, Role.Administrator) => List(c.Inspectors, "inspectors", DutyGrid.InspectorsMax),
        (Enter or Leave or WantTask or DropTask, Role.Grain) => null,
        _ => NotYourPost(command, role),
    };

    private static Refusal? List(ImmutableArray<string> codes, string field, int countMax) =>
        codes.IsDefault ? NoList(field)
        : codes.Length > countMax ? TooMany(field, codes.Length, countMax)
        : codes.Select(code => Texts.Code(code, field)).FirstOrDefault(why => why is not null);

    private static Refusal NoList(string field) =>
        new(Invalid, "duty-grid/no-list", $"There is no list of {field}. Send an empty one to have none.", field);

    private static Refusal TooMany(string field, int count, int countMax) =>
        new(Invalid, "duty-grid/too-many",
            $"'{field}' has {count} entries, a duty grid has {countMax} at most. Split the duty grid.", field);

    private static Refusal NotYourPost(DutyGridCommand command, Role role) =>
        new(NotAllowed, "duty-grid/not-your-post",
            $"{command.GetType().Name} is not for the post {role}. Ask with the post that may.");
}
