using GridCity.Silo.Edges.Lists;
using GridCity.Silo.Tests.Support;

namespace GridCity.Silo.Tests.Lists;

public sealed class ListCursorTests
{
    private static readonly ListCursor Place = new(new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero), "0193a2b4c5d60193a2b4c5d60193a2b4");

    [Fact]
    public void A_cursor_comes_back_as_it_was() => Assert.Equal(Place, ListCursor.Parse(Place.Write("stage"), "stage"));

    [Fact]
    public void An_empty_one_is_the_first_page() => Assert.Null(ListCursor.Parse("", "stage"));

    [Fact]
    public async Task A_cut_changed_or_foreign_one_is_refused()
    {
        var text = Place.Write("stage");
        var changed = (text[5] == 'A' ? 'B' : 'A') + text[1..];
        foreach (var (broken, list) in new[] { (text[..^1], "stage"), (changed, "stage"), ("next", "stage"), (new string('A', 600), "stage"), (text, "cell") })
            await Refused.Naming("page_token", () => Task.FromResult(ListCursor.Parse(broken, list)));
    }
}
