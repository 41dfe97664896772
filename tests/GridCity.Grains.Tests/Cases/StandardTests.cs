using System.Collections.Frozen;
using GridCity.Grains.Cases;
using GridCity.Grains.Cities;
using static GridCity.Grains.Cases.CaseCommand;
using static GridCity.Grains.Tests.Cases.CaseExamples;
using static GridCity.Grains.Tests.Town;

namespace GridCity.Grains.Tests.Cases;

/// <summary>A category has several standards; the one that a case is filed by gives its deadline.</summary>
public sealed class StandardTests
{
    private readonly CaseWorld _case = new();

    [Theory]
    [InlineData("0101-1", CoverMinutes)]
    [InlineData("0101-2", LaterMinutes)]
    public void The_deadline_is_that_of_the_standard_it_was_filed_by(string standard, int minutes)
    {
        _case.Registered()
            .Does(Posts.Clerk, new CaseCommand.File(standard))
            .Does(Posts.Dispatcher, new Dispatch(Roads));

        Assert.Equal(Morning.AddMinutes(minutes), _case.HandlingDue);
    }

    [Fact]
    public void A_wrong_dispatch_put_right_keeps_the_standard()
    {
        _case.Registered()
            .Does(Posts.Clerk, new CaseCommand.File("0101-2"))
            .Does(Posts.Dispatcher, new Dispatch(Roads))
            .After(TimeSpan.FromMinutes(10))
            .Does(Posts.Dispatcher, new Dispatch(Parks, "tree roots"));

        Assert.Equal(Morning.AddMinutes(10 + LaterMinutes), _case.HandlingDue);
    }

    [Theory]
    [InlineData("0202-1")]
    [InlineData("0101-3")]
    public void Another_categorys_standard_is_refused_with_the_list(string standard)
    {
        var why = Why(In("registered"), Posts.Clerk, new CaseCommand.File(standard), SmallCity);

        Assert.Equal((RefusalKind.Invalid, "case/unknown-standard", "standard"), (why.Kind, why.Code, why.Field));
        Assert.Contains("Choose one of 0101-1, 0101-2.", why.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void It_is_closed_by_a_standard_of_its_category_too() =>
        Assert.Equal("case/unknown-standard", Why(In("checked"), Posts.Clerk, new Close("0202-1"), SmallCity).Code);

    [Fact]
    public void What_is_filed_by_a_standard_that_the_city_dropped_is_filed_anew()
    {
        var why = Why(In("filed"), Posts.Dispatcher, new Dispatch(Roads), CityWith(new("0101-9", 60)));

        Assert.Equal((RefusalKind.NotNow, "case/standard-gone"), (why.Kind, why.Code));
        Assert.Contains("0101-9", why.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_category_that_the_city_dropped_files_nothing_and_closes_what_was_begun()
    {
        var city = SmallCity with { Categories = FrozenDictionary<string, Category>.Empty };

        Assert.Equal("case/category-gone", Why(In("registered"), Posts.Clerk, new CaseCommand.File("0101-1"), city).Code);
        Assert.IsType<Decision<CaseEvent>.Accepted>(
            Case.Decide(In("checked"), new Close("0101-1"), By(Posts.Clerk, FirstCase.Grain, city: city)));
    }

    private static City CityWith(FilingStandard only) => SmallCity with
    {
        Categories = new Dictionary<string, Category> { [Cover] = new(Cover, "Cover", [only]) }.ToFrozenDictionary(),
    };

    private static Refusal Why(CaseState state, Actor actor, CaseCommand command, City city) =>
        Assert.IsType<Decision<CaseEvent>.Refused>(
            Case.Decide(state, command, By(actor, FirstCase.Grain, city: city))).Why;
}
