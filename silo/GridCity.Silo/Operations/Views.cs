using GridCity.Runtime.Journal.Postgres;
using GridCity.Runtime.Projections.Checkpointed;
using Npgsql;

namespace GridCity.Silo.Operations;

/// <summary>The views that are built from the journal after the commit.</summary>
internal static class Views
{
    /// <summary>A runner for each, made anew: what it knows is in the database.</summary>
    public static ProjectionRunner[] Of(NpgsqlDataSource database) =>
    [
        new(database, new PostgresJournalReader(database, PartnerProjection.Names), new PartnerProjection()),
    ];
}
