using GridCity.Grains.Cities;
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

    public static Refusal OneReason { get; } =
        new(Invalid, "case/one-reason", "Say what is wrong in exactly one of 'reason' and 'sealedReason'.", "reason");

    public static Refusal DispatcherMayNotClose { get; } =
        new(NotAllowed, "case/dispatcher-may-not-close",
            "Who dispatched a case does not close it. Leave it to another clerk.");

    public static Refusal NobodyAssigned { get; } =
        new(NotNow, "case/nobody-assigned", "No handler is assigned. Assign one first.");

    public static Refusal NotFoundOnSite { get; } =
        new(NotNow, "case/not-found-on-site",
            "The inspector did not find it on site. Have it verified again, answer it or void it.");

    public static Refusal AlreadyOverdue { get; } =
        new(NotNow, "case/already-overdue", "The deadline is over: no more time can be given. Have the work done.");

    public static Refusal AlreadyAsked { get; } =
        new(NotNow, "case/already-asked", "The dispatcher has not answered the last request. Wait for the answer.");

    public static Refusal UnderReview { get; } =
        new(NotNow, "case/under-review", "The department's desk has not reviewed its handler's request. Wait for that.");

    public static Refusal NothingToReview { get; } =
        new(NotNow, "case/nothing-to-review", "No handler has asked for an extension, so there is nothing to review.");

    public static Refusal SuspendedBefore { get; } =
        new(NotNow, "case/suspended-before", "A task is suspended once only. Ask for an extension.");

    public static Refusal NotSupervised { get; } =
        new(NotNow, "case/not-supervised", "Nobody supervises the case, so there is nothing to end.");

    public static Refusal SameDepartment { get; } =
        new(NotNow, "case/same-department", "That department has the case already. Choose another.");

    public static Refusal HasLinks { get; } =
        new(NotNow, "case/has-links", "Other cases hang on this one. Take them off first, or close it.");

    public static Refusal NobodyHelps { get; } =
        new(NotNow, "case/nobody-helps", "No department that helps has an open part, so there is none to dismiss.");

    public static Refusal NoRule { get; } =
        new(NotNow, "case/no-rule", "None of the city's rules fits, or none names a department of it. Choose one.");

    public static Refusal Itself { get; } =
        new(NotNow, "case/itself", "A case cannot hang on itself. Choose another.");

    public static Refusal NotRecognised { get; } =
        new(Invalid, "case/not-recognised",
            "What a machine saw is of the kind 'recognised', and nothing else is. Choose the act that fits.", "kind");

    public static Refusal NoConfidence { get; } =
        new(Invalid, "case/no-confidence", "'confidencePerMille' must be 0 to 1,000.", "confidencePerMille");

    public static Refusal EvidenceCount(int countMax) =>
        new(Invalid, "case/evidence-count",
            $"'evidence' must hold 1 to {countMax} ids of pictures or clips. Send those that show it best.", "evidence");

    public static Refusal OneTarget { get; } =
        new(Invalid, "case/one-target", "Name either a line or a department.", "to");

    public static Refusal NoSatisfaction { get; } =
        new(Invalid, "case/no-satisfaction", "'satisfaction' must be 1 to 5 when the reporter was reached.", "satisfaction");

    public static Refusal NobodyReached { get; } =
        new(Invalid, "case/nobody-reached",
            "Nobody was reached: leave satisfaction and the reason to contest empty.", "satisfaction");

    public static Refusal NoPhotoId { get; } =
        new(Invalid, "case/no-photo-id", "'photos' holds what is no photo's id: 64 lower-case hexadecimal digits.", "photos");

    public static Refusal NoHeading { get; } =
        new(Invalid, "case/no-heading", "'headingDegrees' has to be 0 to 359, clockwise from true north.", "headingDegrees");

    public static Refusal NotYetHappened { get; } =
        new(Invalid, "case/not-yet-happened", "'happenedAt' lies in the future. Set the device's clock.", "happenedAt");

    public static Refusal TooManyPhotos(int countMax) =>
        new(Invalid, "case/too-many-photos", $"One act has at most {countMax} photos. Send those that show it best.", "photos");

    public static Refusal HappenedTooLongAgo(int hoursMax) =>
        new(Invalid, "case/happened-too-long-ago",
            $"'happenedAt' is more than {hoursMax} hours ago: it is not taken as done any more. Look again on site.",
            "happenedAt");

    public static Refusal PartnerAtWork(string department) =>
        new(NotNow, "case/partner-at-work",
            $"Department '{department}' is not done with its part. Wait for it, or have it dismissed.");

    public static Refusal NoPartner(string department) =>
        new(NotNow, "case/no-partner", $"Department '{department}' has no open part in the case.");

    public static Refusal AlreadyPartner(string department) =>
        new(NotNow, "case/already-partner", $"Department '{department}' helps already.");

    public static Refusal TooManyPartners(int partnersMax) =>
        new(TooMany, "case/too-many-partners", $"{partnersMax} departments help, the city's limit.");

    public static Refusal NotAsked(string what) =>
        new(NotNow, "case/not-asked", $"The department has not asked for {what}, so there is nothing to decide.");

    public static Refusal NoExtensionsLeft(int extensionsMax) =>
        new(NotNow, "case/no-extensions-left",
            $"{extensionsMax} extensions were granted, the city's limit. Ask for a suspension, or have the work done.");

    public static Refusal BadUntil(int daysMax) =>
        new(Invalid, "case/bad-until",
            $"'until' must lie ahead, at most {daysMax} days. Choose another moment.", "until");

    public static Refusal UntilPassed(DateTimeOffset until) =>
        new(NotNow, "case/until-passed", $"The suspension was asked for until {until:u}, which is over. Refuse it.");

    public static Refusal AlreadySupervised(string supervisor) =>
        new(NotNow, "case/already-supervised", $"'{supervisor}' supervises the case. Have that ended first.");

    public static Refusal ContestedTooOften(int contestsMax) =>
        new(NotNow, "case/contested-too-often",
            $"The end was contested {contestsMax} times, the city's limit. Register a new case.");

    public static Refusal ContestedTooLate(int daysMax) =>
        new(NotNow, "case/contested-too-late",
            $"An end may be contested for {daysMax} days, which are over. Register a new case.");

    public static Refusal OtherHandler(string handler) =>
        new(NotAllowed, "case/other-handler",
            $"Handler '{handler}' has the case. Have the department's desk take it back first.");

    public static Refusal StillAssigned(string handler) =>
        new(NotNow, "case/still-assigned", $"Handler '{handler}' has the case. Take it back first.");

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

    public static Refusal UnknownStandard(string code, Category category) =>
        new(Invalid, "case/unknown-standard",
            $"'{code}' is no standard of category '{category.Code}'. Choose one of {Listed(category)}.", "standard");

    public static Refusal StandardGone(string code, Category category) =>
        new(NotNow, "case/standard-gone",
            $"The city dropped standard '{code}', so there is no time limit. Return the case to be filed by one of "
            + $"{Listed(category)}.");

    public static Refusal NotInStage(CaseState.Known state, string act) =>
        new(NotNow, "case/not-in-stage",
            $"The act '{act}' does not fit: the case is {state.Stage}, {Held(state)}.");

    private static string Listed(Category category) =>
        string.Join(", ", category.Standards.Select(standard => standard.Code));

    private static string Held(CaseState.Known state) =>
        state.Holder.Length == 0 ? "which is its end" : $"held by '{state.Holder}'; wait for them";
}
