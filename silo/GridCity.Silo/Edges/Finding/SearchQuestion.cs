using GridCity.Runtime.Projections.Lists;
using GridCity.Silo.Access;
using GridCity.Silo.Edges.Lists;
using Npgsql;

namespace GridCity.Silo.Edges.Finding;

/// <summary>What is searched for.</summary>
/// <param name="Words">All of these have to be there; hashes.</param>
internal sealed record SearchQuestion(
    long[] Words, AreaLimit Area, string Category, DateTimeOffset? From, DateTimeOffset? Before, ListCursor? After)
{
    /// <summary>The last hits of one span of days.</summary>
    public NpgsqlCommand Command(NpgsqlConnection connection, int edition, AreaLevels levels, long span, int countMax)
    {
        var command = new NpgsqlCommand { Connection = connection };
        var conditions = new List<string> { $"edition = {edition}", $"words @> {Add(command, All(levels, span))}" };
        if (!Area.IsWholeCity) conditions.Add($"cell ^@ ANY ({Add(command, Area.Prefixes.ToArray())})");
        if (Category.Length > 0) conditions.Add($"category = {Add(command, Category)}");
        if (From is { } from) conditions.Add($"registered_at >= {Add(command, from.ToUniversalTime())}");
        if (Before is { } before) conditions.Add($"registered_at < {Add(command, before.ToUniversalTime())}");
        if (After is { } place) conditions.Add($"(registered_at, id) < ({Add(command, place.Moment)}, {Add(command, place.Id)})");
        command.CommandText =
            $"SELECT registered_at, id FROM case_text WHERE {string.Join(" AND ", conditions)} ORDER BY registered_at DESC, id DESC LIMIT {countMax}";
        return command;
    }

    /// <summary>The words, the span, and the smallest area of the index that holds all that the caller may see.</summary>
    private long[] All(AreaLevels levels, long span)
    {
        if (Area.Prefixes is not [{ Length: > 0 } prefix]) return [.. Words, span];
        var digits = new[] { levels.Community, levels.Street, levels.District }.FirstOrDefault(digits => digits <= prefix.Length);
        return digits == 0 ? [.. Words, span] : [.. Words, span, PlaceNumbers.Area(prefix[..digits])];
    }

    private static string Add(NpgsqlCommand command, object value)
    {
        command.Parameters.AddWithValue(value);
        return $"${command.Parameters.Count}";
    }
}
