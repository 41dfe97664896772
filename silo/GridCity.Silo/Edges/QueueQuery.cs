using GridCity.Grains.Cases;
using GridCity.Protos.Desk.V1;
using GridCity.Protos.Type.V1;
using GridCity.Rpc;
using GridCity.Runtime.Projections;
using GridCity.Silo.Access;
using Npgsql;

namespace GridCity.Silo.Edges;

/// <summary>A queue's filter, checked and joined with what the caller may see.</summary>
internal sealed record QueueQuery(string? Stage, string Department, string CellPrefix, string Area, bool IncludeClosed)
{
    /// <exception cref="RpcException">INVALID_ARGUMENT: filter.stage, filter.cell_prefix.</exception>
    public static QueueQuery Of(QueueFilter? filter, Caller caller)
    {
        filter ??= new();
        if (!CaseMessages.IsStage(filter.Stage)) throw Statuses.Invalid("filter.stage", "is no stage of this version.");
        if (filter.CellPrefix.Length > 15 || !filter.CellPrefix.All(char.IsAsciiDigit))
            throw Statuses.Invalid("filter.cell_prefix", "is no beginning of a cell code: up to 15 digits.");
        return new(
            CaseMessages.StageName(filter.Stage), filter.Department, filter.CellPrefix, caller.Area, filter.IncludeClosed);
    }

    public bool Matches(CaseRow row) =>
        (Stage is null || row.Stage == Stage)
        && (Department.Length == 0 || row.Department == Department)
        && row.Cell.StartsWith(CellPrefix, StringComparison.Ordinal)
        && row.Cell.StartsWith(Area, StringComparison.Ordinal)
        && (IncludesClosed || row.ClosedAt is null);

    /// <summary>Reads the queue from a place on, oldest registered first.</summary>
    public NpgsqlCommand Command(NpgsqlDataSource database, string columns, PageToken after, int countMax)
    {
        var command = database.CreateCommand();
        var conditions = new List<string> { "(registered_at, id) > ($1, $2)" };
        command.Parameters.AddWithValue(after.RegisteredAt);
        command.Parameters.AddWithValue(after.Id);
        void Where(string condition, object value)
        {
            command.Parameters.AddWithValue(value);
            conditions.Add(condition + " $" + command.Parameters.Count);
        }
        if (Stage is not null) Where("stage =", Stage);
        if (Department.Length > 0) Where("department =", Department);
        if (CellPrefix.Length > 0) Where("cell ^@", CellPrefix);
        if (Area.Length > 0) Where("cell ^@", Area);
        if (!IncludesClosed) conditions.Add("closed_at IS NULL");
        command.CommandText =
            $"SELECT {columns} FROM case_row WHERE {string.Join(" AND ", conditions)} ORDER BY registered_at, id LIMIT {countMax}";
        return command;
    }

    /// <summary>Whoever asks for an end stage means ended cases.</summary>
    private bool IncludesClosed => IncludeClosed || Stage is CaseStages.Closed or CaseStages.Voided or CaseStages.Answered or CaseStages.Merged;
}
