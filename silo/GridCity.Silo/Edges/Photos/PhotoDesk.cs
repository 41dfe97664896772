using System.Collections.Immutable;
using GridCity.Grains.Cases;
using GridCity.Rpc;
using GridCity.Runtime.Blobs;
using GridCity.Silo.Access;
using GridCity.Silo.Cities;

namespace GridCity.Silo.Edges.Photos;

/// <summary>
/// Takes the photos that an act names: they are there, whose they may be, and referenced for the case before any event
/// names them.
/// </summary>
internal sealed class PhotoDesk(IBlobStore store, BlobOwners owners, CaseEdge cases, LoadedCity city)
{
    /// <summary>Of an act on a case that is there.</summary>
    /// <param name="field">Path of the list in the request.</param>
    /// <returns>Default for none.</returns>
    /// <exception cref="RpcException">INVALID_ARGUMENT, FAILED_PRECONDITION: not there yet; and what a read of the case refuses.</exception>
    public async Task<ImmutableArray<string>> OfCaseAsync(
        string caseId, IReadOnlyList<string> photos, string field, RpcCall call)
    {
        if (photos.Count == 0) return default;
        var id = await cases.OtherAsync(caseId, "case_id", call);
        return await TakeAsync(id, photos, field, reporter: null, call);
    }

    /// <summary>Of a report that founds a case, in an area that the caller has the right to.</summary>
    /// <param name="reporter">Whose photos they may be; null when they have to be taken on duty.</param>
    /// <returns>Default for none.</returns>
    /// <exception cref="RpcException">INVALID_ARGUMENT, or FAILED_PRECONDITION: not there yet.</exception>
    public async Task<ImmutableArray<string>> TakeAsync(
        CaseId id, IReadOnlyList<string> photos, string field, Guid? reporter, RpcCall call)
    {
        if (photos.Count == 0) return default;
        if (photos.Count > city.City.Cases.EvidenceMax)
            throw Statuses.Invalid(field, $"names more than {city.City.Cases.EvidenceMax} photos. Send those that show it best.");
        var blobs = photos.Select((photo, at) => PhotoNames.Digest(photo, $"{field}[{at}]")).ToList();
        var whose = await Statuses.GuardAsync(call, owners.OfAsync(blobs, call.CancellationToken));
        foreach (var (blob, person) in whose)
            if (person != reporter) throw Statuses.Invalid($"{field}[{blobs.IndexOf(blob)}]", "belongs to another reporter.");
        var missing = await Statuses.GuardAsync(call, store.ReferenceAsync(id.Grain, blobs, call.CancellationToken));
        return missing.IsEmpty ? [.. photos] : throw NotThere(field, blobs.IndexOf(missing[0]));
    }

    private static RpcException NotThere(string field, int at) => new(
        StatusCode.FailedPrecondition, $"{field}[{at}] is not there. Send the photo first, then the act again.");
}
