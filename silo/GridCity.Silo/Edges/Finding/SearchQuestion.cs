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
    public NpgsqlCommand Last(NpgsqlConnection connection, int edition, AreaLevels levels, long span, int countMax)
    {
        var command = new NpgsqlCommand { Connection = connection };
        var indexed = Indexed(command, edition, [.. All(levels), span]);
        command.CommandText =
            $"SELECT registered_at, id FROM case_text WHERE {indexed} AND {Bounds(command)} ORDER BY registered_at DESC, id DESC LIMIT {countMax}";
        return command;
    }

    /// <summary>
    /// What the index finds on all days, in no order, and whether it lies within the question's bounds. The hits stand in a
    /// part of their own, so that the plan is made for all of them, and the walk ends at the count.
    /// </summary>
    public NpgsqlCommand Any(NpgsqlConnection connection, int edition, AreaLevels levels, int countMax)
    {
        var command = new NpgsqlCommand { Connection = connection };
        var indexed = Indexed(command, edition, All(levels));
        command.CommandText =
            $"""
            WITH hit AS MATERIALIZED (SELECT registered_at, id, cell, category FROM case_text WHERE {indexed})
            SELECT registered_at, id, {Bounds(command)} FROM hit LIMIT {countMax}
            """;
        return command;
    }

    private static string Indexed(NpgsqlCommand command, int edition, long[] words) =>
        $"edition = {edition} AND words @> {Add(command, words)}";

    /// <summary>What the index does not know, or knows too coarsely.</summary>
    private string Bounds(NpgsqlCommand command)
    {
        var conditions = new List<string> { "true" };
        if (!Area.IsWholeCity) conditions.Add($"cell ^@ ANY ({Add(command, Area.Prefixes.ToArray())})");
        if (Category.Length > 0) conditions.Add($"category = {Add(command, Category)}");
        if (From is { } from) conditions.Add($"registered_at >= {Add(command, from.ToUniversalTime())}");
        if (Before is { } before) conditions.Add($"registered_at < {Add(command, before.ToUniversalTime())}");
        if (After is { } place) conditions.Add($"(registered_at, id) < ({Add(command, place.Moment)}, {Add(command, place.Id)})");
        return string.Join(" AND ", conditions);
    }

    /// <summary>The words, and the smallest area of the index that holds all that the caller may see.</summary>
    private long[] All(AreaLevels levels)
    {
        if (Area.Prefixes is not [{ Length: > 0 } prefix]) return Words;
        var digits = new[] { levels.Community, levels.Street, levels.District }.FirstOrDefault(digits => digits <= prefix.Length);
        return digits == 0 ? Words : [.. Words, PlaceNumbers.Area(prefix[..digits])];
    }

    private static string Add(NpgsqlCommand command, object value)
    {
        command.Parameters.AddWithValue(value);
        return $"${command.Parameters.Count}";
    }
}
