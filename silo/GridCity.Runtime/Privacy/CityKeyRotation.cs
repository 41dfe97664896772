using GridCity.Runtime.Journal.Postgres;
using Npgsql;

namespace GridCity.Runtime.Privacy;

/// <summary>
/// Gives the city a new key: all persons' keys are wrapped anew while everything goes on, then the old key is
/// destroyed. Interrupted, it is simply asked again.
/// </summary>
public sealed class CityKeyRotation(NpgsqlDataSource source, CityKeyFile file, AuditLog audit)
{
    private const int PageSize = 1000;

    private const string PageSql =
        """
        SELECT person, city_key, wrapped FROM person_key
        WHERE person > $1 AND city_key <> $2 AND wrapped IS NOT NULL ORDER BY person LIMIT $3
        """;

    // Whoever was erased since the page was read has no key any more, and must not get one back.
    private const string RewrapSql =
        """
        UPDATE person_key k SET city_key = $1, wrapped = i.wrapped
        FROM unnest($2::uuid[], $3::bytea[]) AS i(person, wrapped)
        WHERE k.person = i.person AND k.wrapped IS NOT NULL AND k.city_key <> $1
        """;

    /// <returns>Persons' keys wrapped anew.</returns>
    /// <exception cref="CityKeyException">A key that is still needed is not in the file.</exception>
    public async Task<long> RotateAsync(string actor, CancellationToken cancellation = default)
    {
        var active = await PostgresJournal.Guarded(() => CityKeyTable.ActiveAsync(source, cancellation));
        var next = file.Newest > active ? file.Newest : await file.AddAsync(cancellation);
        var count = await PostgresJournal.Guarded(async () =>
        {
            await CityKeyTable.ActivateAsync(source, file.Wrapping(next), cancellation);
            return await RewrapAllAsync(file.Wrapping(next), cancellation);
        });
        await audit.AppendAsync(AuditEntry.Of(actor, "city-key.rotated", $"{next}", ("persons", $"{count}")), cancellation);
        await file.RemoveBeforeAsync(next, cancellation);
        return count;
    }

    private async Task<long> RewrapAllAsync(CityKey next, CancellationToken cancellation)
    {
        var (count, last) = (0L, Guid.Empty);
        while (await ReadPageAsync(last, next.Id, cancellation) is { Count: > 0 } page)
        {
            count += await RewrapAsync(next, page, cancellation);
            last = page[^1].Person;
        }

        return count;
    }

    private async Task<List<WrappedKey>> ReadPageAsync(Guid after, int next, CancellationToken cancellation)
    {
        await using var command = source.CreateCommand(PageSql);
        command.Parameters.AddWithValue(after);
        command.Parameters.AddWithValue(next);
        command.Parameters.AddWithValue(PageSize);
        var page = new List<WrappedKey>(PageSize);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation)) page.Add(PersonKeyTable.Read(reader));
        return page;
    }

    private async Task<int> RewrapAsync(CityKey next, List<WrappedKey> page, CancellationToken cancellation)
    {
        await using var command = source.CreateCommand(RewrapSql);
        command.Parameters.AddWithValue(next.Id);
        command.Parameters.AddWithValue(page.Select(row => row.Person).ToArray());
        command.Parameters.AddWithValue(page.Select(row => Rewrapped(next, row)).ToArray());
        return await command.ExecuteNonQueryAsync(cancellation);
    }

    private byte[] Rewrapped(CityKey next, WrappedKey row) =>
        next.Wrap(row.Person, file.Wrapping(row.CityKey).Unwrap(row.Person, row.Wrapped!));
}
