using GridCity.Protos.Desk.V1;
using GridCity.Protos.Field.V1;
using GridCity.Protos.Hotline.V1;
using GridCity.Protos.Type.V1;
using static GridCity.Cli.Acts.Act;

namespace GridCity.Cli.Acts;

/// <summary><c>gridcity line …</c>, <c>inspector …</c>, <c>duty …</c> and <c>component …</c>: who calls, who is at work where, and what stands there.</summary>
internal static class PeopleActs
{
    public static IReadOnlyList<Act> Inspector { get; } =
    [
        Of<SignOnRequest, DutyReply>("sign-on", "Starts the working day.", city => city.Field.SignOnAsync, "duty_grid"),
        Of<SignOffRequest, DutyReply>("sign-off", "Ends it.", city => city.Field.SignOffAsync),
        Of<MyTasksRequest, MyTasksReply>(
            "tasks", "The tasks not yet finished, oldest first.", city => city.Field.MyTasksAsync),
        Watching.Tasks,
        Of<MyShiftRequest, Shift>("shift", "The present shift.", city => city.Field.MyShiftAsync),
        Of<ReportRequest, FoundedReply>("report", "Reports what was seen on the round.", city => city.Field.ReportAsync, "", "category"),
        Of<SelfHandleRequest, FoundedReply>(
            "self-handle", "Takes down what was seen and put right at once.", city => city.Field.SelfHandleAsync, "", "category", "result"),
        Of<ReportPositionsRequest, ReportPositionsReply>(
            "position", "Says where the inspector is.", city => city.Field.ReportPositionsAsync),
    ];

    public static IReadOnlyList<Act> Line { get; } =
    [
        Of<ListLinesRequest, ListLinesReply>("list", "The city's lines with their forms.", city => city.Hotline.ListLinesAsync),
        Of<StartCallRequest, StartCallReply>(
            "call", "A call begins: is the caller known, and what was reported before? Role: agent.", city => city.Hotline.StartCallAsync, "line"),
    ];

    public static IReadOnlyList<Act> Duty { get; } =
    [
        Of<GetDutyGridRequest, GetDutyGridReply>(
            "grid", "Who is appointed, who is on duty, which tasks are open.", city => city.Duty.GetDutyGridAsync, "duty_grid"),
        Of<GetShiftRequest, Shift>("shift", "One shift of an inspector.", city => city.Duty.GetShiftAsync, "inspector"),
    ];

    public static IReadOnlyList<Act> Component { get; } =
    [
        Of<FindNearestRequest, FindNearestReply>(
            "nearest", "The components of a category around a point, nearest first.",
            city => city.Components.FindNearestAsync, "", "category", "place"),
        Of<GetComponentRequest, GetComponentReply>(
            "show", "One component with its changes and cases.", city => city.Components.GetAsync, "code"),
    ];
}
