using System.Collections.Immutable;
using GridCity.Grains.Cases;
using GridCity.Protos.Desk.V1;
using GridCity.Protos.Type.V1;
using GridCity.Rpc;
using GridCity.Runtime.Projections;
using GridCity.Silo.Access;
using Npgsql;

namespace GridCity.Silo.Edges;

/// <summary>A queue's filter, checked and joined with what the caller may see.</summary>
internal sealed record QueueQuery(
    string? Stage, string Department, ImmutableArray<string> CellPrefixes, bool IncludeClosed)
{
    /// <exception cref="RpcException">INVALID_ARGUMENT: filter.stage, filter.cell_prefix. PERMISSION_DENIED: not the caller's.</exception>
    public static QueueQuery Of(QueueFilter? filter, Caller caller)
    {
        filter ??= new();
        if (!CaseMessages.IsStage(filter.Stage)) throw Statuses.Invalid("filter.stage", "is no stage of this version.");
        if (filter.CellPrefix.Length > 15 || !filter.CellPrefix.All(char.IsAsciiDigit))
            throw Statuses.Invalid("filter.cell_prefix", "is no beginning of a cell code: up to 15 digits.");
        return new(
            CaseMessages.StageName(filter.Stage), DepartmentSeen(filter, caller), caller.Within(filter.CellPrefix), filter.IncludeClosed);
    }

    public bool Matches(CaseRow row) =>
        (Stage is null || row.Stage == Stage)
        && (Department.Length == 0 || row.Department == Department)
        && (CellPrefixes.IsEmpty || CellPrefixes.Any(prefix => row.Cell.StartsWith(prefix, StringComparison.Ordinal)))
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
        if (CellPrefixes.Length == 1) Where("cell ^@", CellPrefixes[0]);
        if (CellPrefixes.Length > 1)
        {
            command.Parameters.AddWithValue(CellPrefixes.ToArray());
            conditions.Add($"cell ^@ ANY (${command.Parameters.Count})");
        }
        if (!IncludesClosed) conditions.Add("closed_at IS NULL");
        command.CommandText =
            $"SELECT {columns} FROM case_row WHERE {string.Join(" AND ", conditions)} ORDER BY registered_at, id LIMIT {countMax}";
        return command;
    }

    /// <summary>A department's own people see its cases, whatever they ask for.</summary>
    private static string DepartmentSeen(QueueFilter filter, Caller caller) =>
        caller.OwnDepartment is not { } own ? filter.Department
        : filter.Department.Length == 0 || filter.Department == own ? own
        : throw new RpcException(
            StatusCode.PermissionDenied, $"You act for department '{own}', not for '{filter.Department}'.");

    /// <summary>Whoever asks for an end stage means ended cases.</summary>
    private bool IncludesClosed => IncludeClosed || Stage is CaseStages.Closed or CaseStages.Voided or CaseStages.Answered or CaseStages.Merged;
}
