using System.Runtime.CompilerServices;
using GridCity.Grains.Cases;
using Npgsql;

namespace GridCity.Silo.Cities;

/// <summary>Every case that has not ended, page by page.</summary>
internal sealed class OpenCases(NpgsqlDataSource database)
{
    private const int PageMax = 1_000;
    private const int SecondsMax = 60;

    private const string Sql = "SELECT id FROM case_row WHERE closed_at IS NULL AND id > $1 ORDER BY id LIMIT $2";

    public async IAsyncEnumerable<CaseId> AllAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        for (var last = ""; ;)
        {
            var page = await PageAsync(last, cancellation);
            foreach (var id in page) yield return new(id);
            if (page.Count < PageMax) yield break;
            last = page[^1];
        }
    }

    private async Task<List<string>> PageAsync(string after, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand(Sql);
        command.CommandTimeout = SecondsMax;
        command.Parameters.AddWithValue(after);
        command.Parameters.AddWithValue(PageMax);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var page = new List<string>();
        while (await reader.ReadAsync(cancellation)) page.Add(reader.GetString(0));
        return page;
    }
}
