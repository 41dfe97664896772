using System.Collections.Immutable;
using GridCity.Grains.Cities;
using GridCity.Runtime.Journal.Postgres;
using Npgsql;

namespace GridCity.Runtime.Components;

/// <summary>Looks components up.</summary>
public sealed class ComponentRegister(NpgsqlDataSource source)
{
    /// <summary>Farthest that "near" reaches.</summary>
    public const double MetresMax = 2_000;

    /// <summary>Most that are offered at once.</summary>
    public const int CountMax = 50;

    private const double MetresPerDegree = 111_195;

    private const string Facts = "code, category, cell, longitude, latitude, department, condition";

    private const string FindSql = $"SELECT {Facts}, since, removed_at FROM component WHERE code = $1";

    private const string ChangesSql = $"SELECT {Facts}, at, kind, edition FROM component_change WHERE code = $1 ORDER BY number";

    private const string NearestSql =
        $"""
        SELECT {Facts} FROM component
        WHERE category = $1 AND removed_at IS NULL
            AND latitude BETWEEN $2 - $4 AND $2 + $4 AND longitude BETWEEN $3 - $4 / $5 AND $3 + $4 / $5
        ORDER BY power(latitude - $2, 2) + power((longitude - $3) * $5, 2) LIMIT $6
        """;

    /// <returns>Null for a code that no census had.</returns>
    /// <exception cref="Journal.JournalUnavailableException">The database is away.</exception>
    public Task<RegisteredComponent?> FindAsync(string code, CancellationToken cancellation = default) =>
        PostgresJournal.Guarded(async () =>
        {
            await using var command = Command(FindSql, code);
            await using var reader = await command.ExecuteReaderAsync(cancellation);
            return await reader.ReadAsync(cancellation)
                ? new RegisteredComponent(
                    Entry(reader), new(reader.GetDateTime(7)), reader.IsDBNull(8) ? null : new DateTimeOffset(reader.GetDateTime(8)))
                : null;
        });

    /// <summary>What later censuses changed, oldest first.</summary>
    /// <exception cref="Journal.JournalUnavailableException">The database is away.</exception>
    public Task<ImmutableArray<ComponentChange>> ChangesAsync(string code, CancellationToken cancellation = default) =>
        PostgresJournal.Guarded(async () =>
        {
            await using var command = Command(ChangesSql, code);
            await using var reader = await command.ExecuteReaderAsync(cancellation);
            var changes = ImmutableArray.CreateBuilder<ComponentChange>();
            while (await reader.ReadAsync(cancellation))
                changes.Add(new(new(reader.GetDateTime(7)), reader.GetString(8), reader.GetString(9), Entry(reader)));
            return changes.ToImmutable();
        });

    /// <summary>The components of a category around a point, nearest first.</summary>
    /// <param name="metresMax">How far; up to <see cref="MetresMax"/>.</param>
    /// <param name="countMax">How many; up to <see cref="CountMax"/>.</param>
    /// <exception cref="Journal.JournalUnavailableException">The database is away.</exception>
    public Task<ImmutableArray<NearComponent>> NearestAsync(
        string category, Place point, double metresMax, int countMax, CancellationToken cancellation = default) =>
        PostgresJournal.Guarded(async () =>
        {
            var degrees = Math.Min(metresMax, MetresMax) / MetresPerDegree;
            var shrink = Math.Max(0.01, Math.Cos(point.Latitude * Math.PI / 180));
            await using var command = Command(
                NearestSql, category, point.Latitude, point.Longitude, degrees, shrink, Math.Min(countMax, CountMax));
            await using var reader = await command.ExecuteReaderAsync(cancellation);
            var near = ImmutableArray.CreateBuilder<NearComponent>();
            while (await reader.ReadAsync(cancellation))
                if (Entry(reader) is var entry && point.MetresTo(entry.Place) is var metres && metres <= metresMax)
                    near.Add(new(entry, metres));
            return near.ToImmutable();
        });

    private NpgsqlCommand Command(string sql, params object[] values)
    {
        var command = source.CreateCommand(sql);
        foreach (var value in values) command.Parameters.AddWithValue(value);
        return command;
    }

    private static CensusEntry Entry(NpgsqlDataReader reader) => new(
        reader.GetString(0), reader.GetString(1), reader.GetString(2),
        new(reader.GetDouble(3), reader.GetDouble(4)), reader.GetString(5), reader.GetString(6));
}
