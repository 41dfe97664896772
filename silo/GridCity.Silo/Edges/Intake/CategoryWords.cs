using System.Collections.Frozen;
using GridCity.Cities.Model;
using GridCity.Runtime.Projections.Lists;

namespace GridCity.Silo.Edges.Intake;

/// <summary>A category that words speak of.</summary>
/// <param name="Standard">Code of the standard whose condition has most of them; empty when none has any.</param>
internal readonly record struct CategoryGuess(string Category, double Score, string Standard);

/// <summary>
/// From a caller's words to the city's categories: a word counts the more, the fewer categories have it (inverse document
/// frequency; K. Spärck Jones, Journal of Documentation 28, 1972), and more in a name than in a condition. Without a model
/// and without learning: who is offered something can see why.
/// </summary>
internal sealed class CategoryWords
{
    private const int GuessesMax = 8;
    private const double NameWeight = 2, ConditionWeight = 1;

    private readonly FrozenDictionary<string, Entry[]> _byWord;
    private readonly FrozenDictionary<string, FrozenSet<string>> _standardWords;
    private readonly ILookup<string, Standard> _standards;
    private readonly int _categories;

    public CategoryWords(CityPack pack)
    {
        _standards = pack.StandardsByCategory();
        _standardWords = pack.Standards.ToFrozenDictionary(one => one.Code, one => Words.Of(Text(one.Condition)).ToFrozenSet());
        Category[] categories = [.. pack.Categories.Where(one => !one.IsGroup)];
        _categories = categories.Length;
        _byWord = categories.SelectMany(Entries).GroupBy(one => one.Word).ToFrozenDictionary(
            group => group.Key,
            group => group.Select(one => new Entry(one.Category, one.Weight)).ToArray());
    }

    /// <summary>Likeliest first; none for words that the catalogue does not have.</summary>
    public IReadOnlyList<CategoryGuess> Guess(string text)
    {
        string[] words = [.. Words.Of(text)];
        var scores = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var word in words)
            foreach (var (category, weight) in _byWord.GetValueOrDefault(word, []))
                scores[category] = scores.GetValueOrDefault(category) + (weight * Rarity(word));
        return
        [
            .. scores.OrderByDescending(one => one.Value).ThenBy(one => one.Key, StringComparer.Ordinal).Take(GuessesMax)
                .Select(one => new CategoryGuess(one.Key, one.Value, StandardFor(one.Key, words))),
        ];
    }

    private double Rarity(string word) => Math.Log(1 + ((double)_categories / _byWord[word].Length));

    private string StandardFor(string category, string[] words)
    {
        var best = _standards[category].Select(one => (one.Code, Count: words.Count(_standardWords[one.Code].Contains))).MaxBy(one => one.Count);
        return best.Count > 0 ? best.Code : "";
    }

    /// <summary>Each word of a category once, with the weight of the best place that it has there.</summary>
    private IEnumerable<(string Word, string Category, double Weight)> Entries(Category category)
    {
        var names = Words.Of(Text(category.Name)).ToHashSet(StringComparer.Ordinal);
        var conditions = _standards[category.Code].SelectMany(one => _standardWords[one.Code]).Distinct().Where(word => !names.Contains(word));
        return
        [
            .. names.Select(word => (word, category.Code, NameWeight)),
            .. conditions.Select(word => (word, category.Code, ConditionWeight)),
        ];
    }

    private static string Text(LocalText text) => $"{text.Zh} {text.En}";

    private readonly record struct Entry(string Category, double Weight);
}
