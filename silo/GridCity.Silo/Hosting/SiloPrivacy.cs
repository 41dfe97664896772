using GridCity.Runtime.Privacy;
using GridCity.Runtime.Projections.Lists;
using GridCity.Silo.Configuration;
using Npgsql;

namespace GridCity.Silo.Hosting;

/// <summary>The city's keys, the persons' keys, the audit log, and what an erasure has to purge.</summary>
internal sealed record SiloPrivacy(AuditLog Audit, PersonKeys Keys, SealedFields Fields, PersonErasure Erasure)
{
    private const string FileName = "city.keys";

    /// <exception cref="CityKeyException">The key file is not the one of this database.</exception>
    public static async Task<SiloPrivacy> OpenAsync(
        SiloOptions options, NpgsqlDataSource database, TimeProvider time, CancellationToken cancellation)
    {
        var file = await CityKeyFile.OpenOrMakeAsync(options.Keys ?? Path.Combine(options.Data, FileName), cancellation);
        var audit = new AuditLog(database);
        var keys = await PersonKeys.OpenAsync(database, file, time, cancellation);
        return new(audit, keys, new(keys, audit), new(database, keys, audit, [new PersonBlobs(database), new CaseTextPurge(database)]));
    }
}
