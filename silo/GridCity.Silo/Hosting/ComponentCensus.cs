using GridCity.Runtime.Components;
using GridCity.Silo.Cities;

namespace GridCity.Silo.Hosting;

/// <summary>
/// Brings the register of components in line with the city's folder, once per edition of it, beside all other work: a
/// city serves while half a million of them are read.
/// </summary>
internal sealed class ComponentCensus(LoadedCity city, CensusImport import, ILogger log)
{
    private string? _done;

    public async Task RunAsync(CancellationToken cancellation)
    {
        var digest = city.Digest;
        if (_done == digest) return;
        var done = await import.RunAsync(Entries(), digest, city.Pack.Info.Edition, cancellation);
        _done = digest;
        if (done != CensusResult.Nothing) log.LogInformation("Census of components: {Result}.", done);
    }

    private IEnumerable<CensusEntry> Entries() => city.Pack.Components.Select(one => new CensusEntry(
        one.Code, one.Category, one.Cell, new(one.Longitude, one.Latitude), one.Department, one.Condition));
}
