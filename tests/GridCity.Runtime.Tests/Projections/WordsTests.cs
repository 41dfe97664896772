using GridCity.Runtime.Projections.Lists;

namespace GridCity.Runtime.Tests.Projections;

public sealed class WordsTests
{
    [Theory]
    [InlineData("井盖破损", "井盖 盖破 破损")]
    [InlineData("The manhole covers are BROKEN", "manhole cover broken")]
    [InlineData("３号楼旁井盖", "3 号楼 楼旁 旁井 井盖")]
    [InlineData("湖滨路212号", "湖滨 滨路 212")]
    [InlineData("cities buses glass bus", "city buse glass bus")]
    [InlineData("a 路 b。", "")]
    [InlineData("井盖 井盖", "井盖")]
    [InlineData("𠮷野家", "𠮷野 野家")]
    [InlineData("", "")]
    public void A_text_is_found_by_pairs_of_characters_and_by_words(string text, string words) =>
        Assert.Equal(words, string.Join(' ', Words.Of(text)));

    [Fact]
    public void A_hash_depends_on_the_key_and_on_nothing_else()
    {
        var (one, same, other) = (new WordHashes([1, 2, 3]), new WordHashes([1, 2, 3]), new WordHashes([1, 2, 4]));

        Assert.Equal(one.Of("Broken covers"), same.Of("broken cover"));
        Assert.NotEqual(one.Of("broken"), other.Of("broken"));
        Assert.Empty(one.Of(null));
    }

    [Fact]
    public void A_long_text_has_a_bounded_number_of_words() =>
        Assert.Equal(WordHashes.CountMax, new WordHashes([1]).Of(string.Join(' ', Enumerable.Range(0, 5_000))).Length);
}
