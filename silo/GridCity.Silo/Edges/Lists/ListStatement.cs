using Npgsql;

namespace GridCity.Silo.Edges.Lists;

/// <summary>
/// The statement of a list. Its conditions are those of the one index that serves it, so that a page is read off the index
/// in order. An area without an index is filtered along the way, over a bounded number of rows.
/// </summary>
internal static class ListStatement
{
    /// <summary>Rows of an index that one call looks at, at most, for an area that has no index.</summary>
    public const int WalkMax = 5_000;

    /// <param name="edition">Of the lists that answer now.</param>
    public static NpgsqlCommand Page(
        NpgsqlDataSource database, string columns, ListQuestion question, int edition, ListCursor? after, int countMax)
    {
        var command = database.CreateCommand();
        var walk = Walk(command, columns, question, edition, after);
        command.CommandText = !question.IsNarrowed ? $"{walk} LIMIT {countMax}"
            : $"SELECT * FROM ({walk} LIMIT {WalkMax}) walked WHERE cell ^@ ANY ({Add(command, question.Area.Prefixes.ToArray())}) LIMIT {countMax}";
        return command;
    }

    /// <summary>The last row that a bounded walk has looked at; none when the list ended before.</summary>
    public static NpgsqlCommand WalkEnd(
        NpgsqlDataSource database, string columns, ListQuestion question, int edition, ListCursor? after)
    {
        var command = database.CreateCommand();
        command.CommandText = $"{Walk(command, columns, question, edition, after)} OFFSET {WalkMax - 1} LIMIT 1";
        return command;
    }

    private static string Walk(NpgsqlCommand command, string columns, ListQuestion question, int edition, ListCursor? after)
    {
        var (list, order, conditions) = (question.List, question.Order, new List<string>());
        if (list.Condition.Length > 0) conditions.Add(list.Condition);
        if (order == ListOrder.Due) conditions.Add("due_at IS NOT NULL");
        foreach (var (column, value) in Keys(question)) conditions.Add(value is true ? column : $"{column} = {Add(command, value)}");
        if (question.From is { } from) conditions.Add($"registered_at >= {Add(command, from.ToUniversalTime())}");
        if (question.Before is { } before) conditions.Add($"registered_at < {Add(command, before.ToUniversalTime())}");
        if (Behind(command, order, after) is { } behind) conditions.Add(behind);
        var direction = order.IsDescending ? " DESC" : "";
        var by = order.HasMoment ? $"{order.Column}{direction}, id{direction}" : "id";
        var where = conditions.Count == 0 ? "" : $" WHERE {string.Join(" AND ", conditions)}";
        // The partition by its name: a condition on the edition would be tried on every row.
        var table = list.Table == "case_list" ? $"case_list_{edition}" : list.Table;
        return $"SELECT {columns} FROM {table}{where} ORDER BY {by}";
    }

    private static string? Behind(NpgsqlCommand command, ListOrder order, ListCursor? after) => (order.HasMoment, after) switch
    {
        (_, null) => null,
        (true, { } place) => $"({order.Column}, id) {(order.IsDescending ? "<" : ">")} ({Add(command, place.Moment)}, {Add(command, place.Id)})",
        (false, { } place) => $"id > {Add(command, place.Id)}",
    };

    /// <summary>The columns that the list's index begins with, and what they have to be.</summary>
    private static IEnumerable<(string Column, object Value)> Keys(ListQuestion question)
    {
        var (filters, filter) = (question.List.Filters, question.Filter);
        if (filters.HasFlag(ListFilters.District)) yield return ("district", question.AreaKey);
        if (filters.HasFlag(ListFilters.Street)) yield return ("street", question.AreaKey);
        if (filters.HasFlag(ListFilters.Community)) yield return ("community", question.AreaKey);
        if (filters.HasFlag(ListFilters.Department)) yield return ("department", filter.Department);
        if (question.Stage is { } stage) yield return ("stage", stage);
        if (filters.HasFlag(ListFilters.Holder)) yield return ("holder", filter.Holder);
        if (filters.HasFlag(ListFilters.Category)) yield return ("category", filter.Category);
        if (filters.HasFlag(ListFilters.Source)) yield return ("source", filter.Source);
        if (filters.HasFlag(ListFilters.Overdue)) yield return ("overdue", true);
        // The index leaves out the many cases that nobody presses for.
        if (filters.HasFlag(ListFilters.Urgency)) yield return ("urgency > 0", true);
        if (filters.HasFlag(ListFilters.Urgency)) yield return ("urgency", (short)filter.Urgency);
    }

    private static string Add(NpgsqlCommand command, object value)
    {
        command.Parameters.AddWithValue(value);
        return $"${command.Parameters.Count}";
    }
}
