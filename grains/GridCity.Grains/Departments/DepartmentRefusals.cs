using static GridCity.Grains.RefusalKind;

namespace GridCity.Grains.Departments;

internal static class DepartmentRefusals
{
    public static Refusal NotWorking { get; } =
        new(NotNow, "department/not-working", "The department is not established, or closed. Establish it first.");

    public static Refusal NoCategories { get; } =
        new(Invalid, "department/no-categories",
            "There is no list of categories. Send an empty one to answer for none.", "categories");

    public static Refusal AlreadyWorking(string label) =>
        new(NotNow, "department/already-working", $"The department is at work as '{label}'. Rename it instead.");

    public static Refusal UnknownCategory(string category) =>
        new(Invalid, "department/unknown-category",
            $"The city has no category '{category}'. Choose one from its catalogue.", "categories");

    public static Refusal TooManyHandlers(int handlersMax) =>
        new(TooMany, "department/too-many-handlers",
            $"The department has {handlersMax} handlers, the most there can be. Let one leave first.");

    public static Refusal NotYourPost(DepartmentCommand command, Role role) =>
        new(NotAllowed, "department/not-your-post",
            $"{command.GetType().Name} is not for the post {role}. Ask an administrator.");
}
