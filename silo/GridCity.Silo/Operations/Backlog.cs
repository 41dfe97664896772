using GridCity.Protos.Admin.V1;
using Npgsql;

namespace GridCity.Silo.Operations;

/// <summary>What follows from acknowledged acts and is not done yet, as the database has it: the same on every silo.</summary>
internal sealed class Backlog(NpgsqlDataSource database)
{
    private const string Sql = "SELECT (SELECT count(*) FROM mail), (SELECT count(*) FROM dead_letter)";

    public async Task<GetBacklogReply> CountAsync(CancellationToken cancellation)
    {
        // Mail first: what it leads to is in the journal once it is gone.
        var backlog = await MailAsync(cancellation);
        foreach (var view in Views.Of(database))
            backlog.Projections.Add(new ProjectionLag { Name = view.Name, Events = await view.BehindAsync(cancellation) });
        return backlog;
    }

    private async Task<GetBacklogReply> MailAsync(CancellationToken cancellation)
    {
        await using var command = database.CreateCommand(Sql);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        await reader.ReadAsync(cancellation);
        return new() { MailWaiting = reader.GetInt64(0), DeadLetters = reader.GetInt64(1) };
    }
}
