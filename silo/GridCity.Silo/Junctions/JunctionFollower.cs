using GridCity.Grains.Intersections;
using GridCity.Runtime.Engine;
using Npgsql;

namespace GridCity.Silo.Junctions;

/// <summary>
/// Sees within a second what changed an intersection without this silo's edge: a timer, mail of an escort, another silo. One
/// query asks for all versions; only what is newer is read.
/// </summary>
/// <param name="versions">Of all intersections, by the written ids of their grains.</param>
internal sealed class JunctionFollower(
    JunctionBoard board, JunctionGrains grains, Func<Task<IReadOnlyDictionary<string, long>>> versions, ILogger log)
{
    private const string VersionsSql = "SELECT grain, version FROM grain_head WHERE grain ^@ $1";

    private Task _turn = Task.CompletedTask;

    /// <summary>Looks once, unless the last look is not over.</summary>
    public void Turn()
    {
        if (_turn.IsCompleted && board.Linked > 0) _turn = TurnAsync();
    }

    public static async Task<IReadOnlyDictionary<string, long>> VersionsAsync(NpgsqlDataSource database)
    {
        await using var command = database.CreateCommand(VersionsSql);
        command.Parameters.AddWithValue($"{IntersectionKind.Kind.Name}/");
        await using var reader = await command.ExecuteReaderAsync();
        var versions = new Dictionary<string, long>(StringComparer.Ordinal);
        while (await reader.ReadAsync()) versions[reader.GetString(0)] = reader.GetInt64(1);
        return versions;
    }

    private async Task TurnAsync()
    {
        try
        {
            var now = await versions();
            foreach (var seat in board.Seats)
                if (seat is { Session: not null, Known: { } known } && now.GetValueOrDefault(seat.Grain) > known.Version)
                    seat.Learn(await grains.ReadAsync(seat.Code));
        }
        catch (Exception error) when (error is GridUnavailableException or NpgsqlException or TimeoutException)
        {
            log.LogWarning("Intersections are not followed for the moment: {Reason}", error.Message);
        }
        catch (Exception error)
        {
            log.LogError(error, "Intersections were not followed: orders of others are seen later. Tried again each second; report this fault.");
        }
    }
}
