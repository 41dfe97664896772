using GridCity.Protos.Admin.V1;
using Npgsql;

namespace GridCity.Silo.Operations;

/// <summary>What follows from acknowledged acts and is not done yet, as the database has it: the same on every silo.</summary>
internal sealed class Backlog(NpgsqlDataSource database)
{
    // A projection that is being rebuilt counts with its newest version.
    private const string Sql =
        """
        SELECT 'mail', '', count(*) FROM mail
        UNION ALL SELECT 'dead', '', count(*) FROM dead_letter
        UNION ALL SELECT 'projection', c.name, (
            SELECT count(*) FROM (SELECT FROM journal j WHERE (j.xid, j.position) > (c.xid, c.position) LIMIT 10000) behind)
        FROM (SELECT DISTINCT ON (name) name, xid, position FROM projection_checkpoint ORDER BY name, version DESC) c
        """;

    public async Task<GetBacklogReply> CountAsync(CancellationToken cancellation)
    {
        var backlog = new GetBacklogReply();
        await using var command = database.CreateCommand(Sql);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation)) Add(backlog, reader.GetString(0), reader.GetString(1), reader.GetInt64(2));
        return backlog;
    }

    private static void Add(GetBacklogReply backlog, string sort, string name, long count)
    {
        switch (sort)
        {
            case "mail":
                backlog.MailWaiting = count;
                break;
            case "dead":
                backlog.DeadLetters = count;
                break;
            default:
                backlog.Projections.Add(new ProjectionLag { Name = name, Events = count });
                break;
        }
    }
}
