using static GridCity.Grains.RefusalKind;

namespace GridCity.Grains.Cases;

internal static class CaseRefusals
{
    public static Refusal Unknown { get; } =
        new(NotFound, "case/unknown", "There is no such case. Check the number, or register it first.");

    public static Refusal NoReport { get; } =
        new(Invalid, "case/no-report", "There is no report to register. Fill it in.", "report");

    public static Refusal OneResult { get; } =
        new(Invalid, "case/one-result", "Say what was done in exactly one of 'result' and 'sealedResult'.", "result");

    public static Refusal DispatcherMayNotClose { get; } =
        new(NotAllowed, "case/dispatcher-may-not-close",
            "Who dispatched a case does not close it. Leave it to another clerk.");

    public static Refusal NotYourPost(string act, Role role) =>
        new(NotAllowed, "case/not-your-post",
            $"The act '{act}' is not for the post {role}. Ask with the post that may.");

    public static Refusal OtherDepartment(string department, string unit) =>
        new(NotAllowed, "case/other-department",
            $"The case is with department '{department}', you act for '{unit}'. Have it dispatched to yours first.");

    public static Refusal UnknownCategory(string category) =>
        new(Invalid, "case/unknown-category",
            $"The city has no category '{category}'. Choose one from its catalogue.", "category");

    public static Refusal UnknownDepartment(string department) =>
        new(Invalid, "case/unknown-department",
            $"The city has no department '{department}'. Choose one of its departments.", "department");

    public static Refusal CategoryGone(string category) =>
        new(NotNow, "case/category-gone",
            $"The city dropped category '{category}', so there is no time limit. Have an administrator restore it.");

    public static Refusal NotInStage(CaseState.Known state, string act) =>
        new(NotNow, "case/not-in-stage",
            $"The act '{act}' does not fit: the case is {state.Stage}, {Held(state)}.");

    private static string Held(CaseState.Known state) =>
        state.Holder.Length == 0 ? "which is its end" : $"held by '{state.Holder}'; wait for them";
}
