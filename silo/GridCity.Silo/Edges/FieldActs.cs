using GridCity.Grains.Cases;
using GridCity.Protos.Field.V1;
using GridCity.Protos.Hotline.V1;
using GridCity.Protos.Type.V1;
using GridCity.Rpc;
using GridCity.Silo.Access;
using GridCity.Runtime.Engine;
using GridCity.Silo.Edges.Photos;
using SourceKind = GridCity.Grains.Cases.SourceKind;

namespace GridCity.Silo.Edges;

/// <summary>What an inspector does on site, the same whether it is sent at once or later in a batch.</summary>
internal sealed class FieldActs(CommandEdge edge, CaseEdge cases, ReportDesk reports, PhotoDesk photos, GridClock clock)
{
    private const string PhotosField = "on_site.photos";

    /// <param name="aheadSeconds">So far the device's clock is ahead of ours; 0 when that is not known.</param>
    public async Task<CommandReply> CheckAsync(CheckRequest request, int aheadSeconds, RpcCall call)
    {
        var proof = await OfCaseAsync(request.CaseId, request.OnSite, aheadSeconds, call);
        var command = new CaseCommand.Check(request.Passed, OrNull(request.Note), proof);
        return await cases.AskAsync(request.CaseId, request.CommandId, command, request, call);
    }

    /// <inheritdoc cref="CheckAsync"/>
    public async Task<CommandReply> VerifyAsync(VerifyRequest request, int aheadSeconds, RpcCall call)
    {
        var proof = await OfCaseAsync(request.CaseId, request.OnSite, aheadSeconds, call);
        var command = new CaseCommand.Verify(request.Found, OrNull(request.Note), proof);
        return await cases.AskAsync(request.CaseId, request.CommandId, command, request, call);
    }

    /// <inheritdoc cref="CheckAsync"/>
    public Task<FoundedReply> ReportAsync(ReportRequest request, int aheadSeconds, RpcCall call)
    {
        var taken = new RegisterRequest
        {
            CommandId = request.CommandId, Category = request.Category, Place = request.Place, Address = request.Address,
            Description = request.Description, Component = request.Component, OccurredAt = request.OnSite?.HappenedAt,
        };
        return FoundAsync(
            taken, request.OnSite, aheadSeconds, (report, proof) => new CaseCommand.Register(report, proof), request, call);
    }

    /// <inheritdoc cref="CheckAsync"/>
    public Task<FoundedReply> SelfHandleAsync(SelfHandleRequest request, int aheadSeconds, RpcCall call)
    {
        var taken = new RegisterRequest
        {
            CommandId = request.CommandId, Category = request.Category, Place = request.Place, Address = request.Address,
            Component = request.Component, OccurredAt = request.OnSite?.HappenedAt,
        };
        return FoundAsync(
            taken, request.OnSite, aheadSeconds, (report, proof) => new CaseCommand.SelfHandle(report, request.Result, proof),
            request, call);
    }

    private async Task<FoundedReply> FoundAsync(
        RegisterRequest taken, OnSite? onSite, int aheadSeconds, Func<Report, Proof?, CaseCommand> command,
        Google.Protobuf.IMessage request, RpcCall call)
    {
        var own = edge.CommandId(taken.CommandId);
        var id = CaseId.Derive(Caller.Of(call).Name, own);
        var report = await reports.TakeAsync(id, taken, SourceKind.Inspector, call);
        var named = onSite is null ? default : await photos.TakeAsync(id, onSite.Photos, PhotosField, reporter: null, call);
        var accepted = await edge.AskAsync(id.Grain, command(report, Of(onSite, named, aheadSeconds)), own, request, call);
        var kept = ((CaseState.Known)accepted.State).Ticket.Report;
        return new() { CaseId = id.Value, Number = kept.Number, Version = accepted.Version };
    }

    private async Task<Proof?> OfCaseAsync(string caseId, OnSite? onSite, int aheadSeconds, RpcCall call) =>
        onSite is null ? null : Of(onSite, await photos.OfCaseAsync(caseId, onSite.Photos, PhotosField, call), aheadSeconds);

    private Proof? Of(OnSite? onSite, System.Collections.Immutable.ImmutableArray<string> named, int aheadSeconds) =>
        onSite is null ? null : new(
            named,
            onSite.HappenedAt is { } moment ? CaseMessages.Moment(moment, "on_site.happened_at") : null,
            aheadSeconds,
            onSite.Position is { } position ? Positions.Read(position, "on_site.position", clock.Now) : null,
            onSite.HasHeadingDegrees ? onSite.HeadingDegrees : null);

    private static string? OrNull(string text) => text.Length == 0 ? null : text;
}
