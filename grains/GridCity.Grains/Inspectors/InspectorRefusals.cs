using GridCity.Grains.DutyGrids;
using static GridCity.Grains.RefusalKind;

namespace GridCity.Grains.Inspectors;

internal static class InspectorRefusals
{
    public static Refusal NotOnDuty { get; } =
        new(NotNow, "inspector/not-on-duty", "The inspector is off duty. Sign on to a duty grid first.");

    public static Refusal AlreadyOnDuty(DutyGridId grid) =>
        new(NotNow, "inspector/already-on-duty", $"The inspector is on duty in {grid.Code}. Sign off there first.");

    public static Refusal BadAccuracy { get; } =
        new(Invalid, "inspector/bad-accuracy",
            $"The accuracy of a position is 0 to {Sighting.AccuracyMetresMax} metres.", "position.accuracyMetres");

    public static Refusal UnknownGrid(DutyGridId grid) =>
        new(Invalid, "inspector/unknown-duty-grid",
            $"The city has no duty grid '{grid.Code}'. Choose one from its folder.", "dutyGrid");

    public static Refusal NotYourself(string inspector) =>
        new(NotAllowed, "inspector/not-yourself", $"Only inspector '{inspector}' or an administrator may do this.");

    public static Refusal NotYourPost(InspectorCommand command, Role role) =>
        new(NotAllowed, "inspector/not-your-post",
            $"{command.GetType().Name} is not for the post {role}. Ask with the post that may.");
}
