using System.Collections.Frozen;
using GridCity.Grains.Cases;
using GridCity.Grains.Cities;
using static GridCity.Grains.Cases.CaseCommand;
using static GridCity.Grains.Tests.Cases.CaseExamples;
using static GridCity.Grains.Tests.Town;

namespace GridCity.Grains.Tests.Cases;

/// <summary>The named conditions of the table: right post, right stage, and still a "no".</summary>
public sealed class CaseConditionTests
{
    [Theory]
    [InlineData("dispatched")]
    [InlineData("handling")]
    public void Another_department_may_not_touch_the_case(string stage)
    {
        CaseCommand command = stage == "dispatched" ? new Handle() : new Feedback("done");

        var why = Why(Ask(In(stage), Posts.Handler with { Unit = Parks }, command));

        Assert.Equal((RefusalKind.NotAllowed, "case/other-department"), (why.Kind, why.Code));
    }

    [Fact]
    public void Who_dispatches_does_not_close()
    {
        var why = Why(Ask(In("checked"), new Actor(Posts.Dispatcher.Id, Role.Clerk), new Close("0101-1")));

        Assert.Equal((RefusalKind.NotAllowed, "case/dispatcher-may-not-close"), (why.Kind, why.Code));
    }

    [Fact]
    public void A_category_that_the_city_dropped_has_no_time_limit_to_dispatch_with()
    {
        var without = SmallCity with { Categories = FrozenDictionary<string, Category>.Empty };

        var context = By(Posts.Dispatcher, FirstCase.Grain, city: without);

        var why = Why(Case.Decide(In("filed"), new Dispatch(Roads), context));

        Assert.Equal((RefusalKind.NotNow, "case/category-gone"), (why.Kind, why.Code));
    }

    private static Refusal Why(Decision<CaseEvent> decision) =>
        Assert.IsType<Decision<CaseEvent>.Refused>(decision).Why;
}
