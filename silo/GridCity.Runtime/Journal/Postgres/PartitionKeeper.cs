using System.Collections.Immutable;
using GridCity.Runtime.Engine;
using Npgsql;

namespace GridCity.Runtime.Journal.Postgres;

/// <summary>Makes partitions ahead of time and drops those that nothing can be asked of any more.</summary>
public sealed class PartitionKeeper(NpgsqlDataSource source)
{
    /// <summary>Days that partitions are made ahead: the silo may be down so long and still write on its return.</summary>
    public const int DaysAhead = 8;

    // One day more than ids are kept, so that an id refused as too old is never looked for in a dropped partition.
    private const int DaysKept = CommandIds.KeptDays + 1;

    /// <summary>Run at the start and then hourly, by every silo.</summary>
    /// <returns>Names of the partitions dropped.</returns>
    public Task<ImmutableArray<string>> KeepAsync(CancellationToken cancellation = default) => PostgresJournal.Guarded(async () =>
    {
        await using var ensure = source.CreateCommand("SELECT partition_ensure(now(), $1, $2)");
        ensure.Parameters.AddWithValue(DaysKept);
        ensure.Parameters.AddWithValue(DaysAhead);
        await ensure.ExecuteNonQueryAsync(cancellation);
        await using var drop = source.CreateCommand("SELECT partition_drop(now(), $1)");
        drop.Parameters.AddWithValue(DaysKept);
        var dropped = ImmutableArray.CreateBuilder<string>();
        await using var reader = await drop.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation)) dropped.Add(reader.GetString(0));
        return dropped.ToImmutable();
    });
}
