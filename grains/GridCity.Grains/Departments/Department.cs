using System.Collections.Immutable;
using System.Diagnostics;
using GridCity.Grains.Cities;
using static GridCity.Grains.Decision<GridCity.Grains.Departments.DepartmentEvent>;
using static GridCity.Grains.Departments.DepartmentCommand;
using static GridCity.Grains.Departments.DepartmentEvent;
using static GridCity.Grains.Departments.DepartmentState;

namespace GridCity.Grains.Departments;

/// <summary>
/// The rules of a department: its label, what it answers for, its people. All branches stand in <see cref="Decide"/>;
/// the helpers only compute.
/// </summary>
public static class Department
{
    /// <summary>People of one department.</summary>
    public const int HandlersMax = 1_000;

    /// <summary>Decides one command. Pure: the same arguments give the same answer.</summary>
    public static Decision<DepartmentEvent> Decide(
        DepartmentState state, DepartmentCommand command, DecisionContext context) =>
        (state, command) switch
        {
            _ when context.Actor.Role != Role.Administrator =>
                Refuse(DepartmentRefusals.NotYourPost(command, context.Actor.Role)),
            _ when Malformed(command, context.City) is { } why => Refuse(why),

            (Unestablished or Ended, Establish c) => Accept(new Established(c.Label, context.Now)),
            (Working s, Establish) => Refuse(DepartmentRefusals.AlreadyWorking(s.Label)),

            (Working s, Rename c) => s.Label == c.Label ? Accept() : Accept(new Renamed(c.Label)),
            (Working s, AnswerFor c) when InOrder(c.Categories).SequenceEqual(s.Categories) => Accept(),
            (Working, AnswerFor c) => Accept(new CategoriesSet(InOrder(c.Categories))),

            (Working s, Join c) when s.Handlers.Contains(c.Handler) => Accept(),
            (Working s, Join) when s.Handlers.Length >= HandlersMax =>
                Refuse(DepartmentRefusals.TooManyHandlers(HandlersMax)),
            (Working, Join c) => Accept(new HandlerJoined(c.Handler)),
            (Working s, Leave c) => s.Handlers.Contains(c.Handler) ? Accept(new HandlerLeft(c.Handler)) : Accept(),

            (Working, Close) => Accept(new Closed(context.Now)),
            (Unestablished or Ended, _) => Refuse(DepartmentRefusals.NotWorking),
            _ => throw new UnreachableException($"{state.GetType().Name} met {command.GetType().Name}"),
        };

    /// <summary>
    /// Folds one event. Accepts all history: an event that no longer fits leaves the state as it is; the pairs ignored
    /// on purpose stand in a test.
    /// </summary>
    public static DepartmentState Evolve(DepartmentState state, DepartmentEvent happened) =>
        (state, happened) switch
        {
            (Unestablished or Ended, Established e) => new Working(e.Label, [], []),
            (Working s, Renamed e) => s with { Label = e.Label },
            (Working s, CategoriesSet e) => s with { Categories = e.Categories },
            (Working s, HandlerJoined e) when !s.Handlers.Contains(e.Handler) =>
                s with { Handlers = s.Handlers.Add(e.Handler) },
            (Working s, HandlerLeft e) => s with { Handlers = s.Handlers.Remove(e.Handler) },
            (Working s, Closed) => new Ended(s.Label),
            _ => state,
        };

    private static Refusal? Malformed(DepartmentCommand command, City city) => command switch
    {
        Establish c => Texts.Required(c.Label, "label", city.Limits.TextLengthMax),
        Rename c => Texts.Required(c.Label, "label", city.Limits.TextLengthMax),
        AnswerFor { Categories.IsDefault: true } => DepartmentRefusals.NoCategories,
        AnswerFor c => c.Categories.Select(code => Unknown(code, city)).FirstOrDefault(why => why is not null),
        Join c => Texts.Code(c.Handler, "handler"),
        Leave c => Texts.Code(c.Handler, "handler"),
        _ => null,
    };

    private static Refusal? Unknown(string category, City city) =>
        Texts.Code(category, "categories")
        ?? (city.Categories.ContainsKey(category) ? null : DepartmentRefusals.UnknownCategory(category));

    private static ImmutableArray<string> InOrder(ImmutableArray<string> categories) =>
        [.. categories.Distinct().Order(StringComparer.Ordinal)];
}
