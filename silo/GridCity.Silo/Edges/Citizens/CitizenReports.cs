using GridCity.Grains;
using GridCity.Grains.Cases;
using GridCity.Protos.Citizen.V1;
using GridCity.Protos.Hotline.V1;
using GridCity.Rpc;
using GridCity.Runtime.Privacy;
using GridCity.Silo.Access;
using GridCity.Silo.Edges.Photos;

namespace GridCity.Silo.Edges.Citizens;

/// <summary>Takes down what a citizen reports without an account.</summary>
internal sealed class CitizenReports(
    CommandEdge edge, ReportDesk reports, PersonKeys keys, CitizenPhotos pictures, PhotoDesk photos)
{
    private const int NameLengthMax = 64;

    public async Task<ReportReply> TakeAsync(ReportRequest request, RpcCall call)
    {
        var own = edge.CommandId(request.CommandId);
        var id = CaseId.Derive(Caller.Of(call).Name, own);
        RequireNobodys(request.Address);
        Reporters.Normal(request.Phone, "phone");
        if (request.Name.Length > NameLengthMax || request.Name.Any(char.IsControl))
            throw Statuses.Invalid("name", $"has more than {NameLengthMax} characters, or control characters.");
        var isKnown = (await edge.ReadAsync(id.Grain, call)).State is CaseState.Known;
        var command = await CommandAsync(id, request, isKnown, call);
        var accepted = await edge.AskAsync(id.Grain, command, own, request, call);
        var kept = ((CaseState.Known)accepted.State).Ticket.Report;
        return new() { Number = kept.Number, FollowCode = kept.FollowCode ?? "" };
    }

    /// <param name="isKnown">True for a report that was taken down before: its answer is wanted again, and its photos are there.</param>
    private async Task<CaseCommand> CommandAsync(CaseId id, ReportRequest request, bool isKnown, RpcCall call)
    {
        var taken = Taken(request);
        var clean = pictures.Cleaned(request.Photos);
        if (!isKnown && clean.Count > 0)
        {
            var person = await Statuses.GuardAsync(call, PersonAsync(id, request.Phone, call.CancellationToken));
            taken.Photos.AddRange(await Statuses.GuardAsync(call, pictures.KeepAsync(clean, person, call.CancellationToken)));
        }

        var report = await reports.TakeAsync(id, taken, SourceKind.Citizen, call);
        var named = await photos.TakeAsync(id, taken.Photos, "photos", Reporters.Whose(report), call);
        return new CaseCommand.Register(report, named.IsDefault ? null : new Proof(named));
    }

    private static RegisterRequest Taken(ReportRequest request) => new()
    {
        Category = request.Category,
        Place = request.Place,
        Address = request.Address,
        Description = request.Description,
        CallerPhone = request.Phone,
        CallerName = request.Name,
    };

    /// <summary>An address is kept in the clear and shown in lists.</summary>
    private static void RequireNobodys(string address)
    {
        if (PersonalData.Kinds(address) is [var kind, ..])
            throw Statuses.Invalid("address", $"holds what looks like personal data ({kind}). Say where it is; a number to reach you has a field of its own.");
    }

    private async Task<Guid> PersonAsync(CaseId id, string phone, CancellationToken cancellation)
    {
        if (Reporters.Normal(phone, "phone") is { Length: > 0 } number) return await keys.PersonOfAsync(number, cancellation);
        var person = Reporters.Anonymous(id);
        await keys.EnsureAsync(person, cancellation);
        return person;
    }
}
