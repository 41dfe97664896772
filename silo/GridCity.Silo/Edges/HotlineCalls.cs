using GridCity.Cities.Model;
using GridCity.Grains;
using GridCity.Grains.Cases;
using GridCity.Protos.Hotline.V1;
using GridCity.Protos.Type.V1;
using GridCity.Rpc;
using GridCity.Runtime.Privacy;
using GridCity.Silo.Access;
using GridCity.Silo.Cities;

namespace GridCity.Silo.Edges;

/// <summary>
/// What an agent does in the course of a call besides taking a report down. A call has no state of its own: what comes
/// of it are acts on cases, and that it began is in the audit log.
/// </summary>
internal sealed class HotlineCalls(
    CaseEdge cases, CaseHome home, CaseQueues queues, ReportDesk reports, Reporters reporters, PersonKeys keys, AuditLog audit, HotlineForms forms)
{
    private const int HistoryMax = 20;
    private const string StartedAction = "call.started";

    public async Task<StartCallReply> StartAsync(StartCallRequest request, RpcCall call)
    {
        Caller.Of(call).Require(Role.Agent);
        var line = forms.Line(request.Line) ?? throw Statuses.Invalid("line", $"'{request.Line}' is not one of the city's.");
        var phone = Reporters.Normal(request.CallerPhone);
        var person = phone.Length == 0 ? null : await Statuses.GuardAsync(call, keys.FindAsync(phone, call.CancellationToken));
        await Statuses.GuardAsync(call, AuditAsync(line, person, call));
        if (person is not { } known) return new();
        var reply = new StartCallReply { Known = true };
        if (line.Rights.Contains(HotlineRights.History)) reply.Cases.AddRange(await HistoryAsync(known, call));
        return reply;
    }

    public async Task<CommandReply> TransferAsync(TransferRequest request, RpcCall call)
    {
        await RequireAsync(request.CaseId, HotlineRights.Transfer, call);
        if (request.ToCase == TransferRequest.ToOneofCase.Line && forms.Line(request.Line) is null)
            throw Statuses.Invalid("line", $"'{request.Line}' is not one of the city's.");
        var command = new CaseCommand.Transfer(
            request.ToCase == TransferRequest.ToOneofCase.Line ? request.Line : null,
            request.ToCase == TransferRequest.ToOneofCase.Department ? request.Department : null,
            request.Note.Length == 0 ? null : request.Note);
        return await cases.AskAsync(request.CaseId, request.CommandId, command, request, call);
    }

    public async Task<CommandReply> VisitAsync(ReturnVisitRequest request, RpcCall call)
    {
        var known = await RequireAsync(request.CaseId, HotlineRights.Visit, call);
        var command = new CaseCommand.ReturnVisit(
            request.Reached, request.Satisfaction, request.Note.Length == 0 ? null : request.Note,
            await ReasonAsync(new(request.CaseId), known, request.ContestReason, call));
        var reply = await cases.AskAsync(request.CaseId, request.CommandId, command, request, call);
        if (command.SealedContest is not null)
            await Statuses.GuardAsync(call, home.BringAsync(new(request.CaseId), call.CancellationToken));
        return reply;
    }

    /// <summary>An agent's act on a case of a line needs the line's right to it; other posts have no line.</summary>
    /// <returns>The case.</returns>
    /// <exception cref="RpcException">PERMISSION_DENIED, NOT_FOUND or INVALID_ARGUMENT.</exception>
    public async Task<CaseState.Known> RequireAsync(string caseId, string right, RpcCall call)
    {
        var (_, known) = await cases.ReadAsync(CaseEdge.Id(caseId), call);
        forms.Require(known.Ticket.Report.Source, right);
        return known;
    }

    /// <exception cref="RpcException">FAILED_PRECONDITION: of a reporter who was erased nothing is kept.</exception>
    private async Task<Sealed?> ReasonAsync(CaseId id, CaseState.Known known, string reason, RpcCall call)
    {
        if (reports.Checked(reason, "contest_reason").Length == 0) return null;
        return await reporters.SealMoreAsync(id, known.Ticket.Report, Reporters.ContestField, reason, call)
            ?? throw new RpcException(StatusCode.FailedPrecondition, "The reporter was erased meanwhile: nothing of theirs may be kept.");
    }

    private async Task<bool> AuditAsync(Hotline line, Guid? person, RpcCall call)
    {
        var subject = person is { } known ? SealedFields.Id(known) : "unknown";
        await audit.AppendAsync(AuditEntry.Of(Caller.Of(call).Name, StartedAction, subject, ("line", line.Code)), call.CancellationToken);
        return true;
    }

    private async Task<IEnumerable<CaseSummary>> HistoryAsync(Guid person, RpcCall call)
    {
        var newest = await Statuses.GuardAsync(call, queues.ReportedByAsync(person, HistoryMax, call.CancellationToken));
        var rows = await Statuses.GuardAsync(call, queues.RowsAsync(newest, call.CancellationToken));
        return newest.Where(rows.ContainsKey).Select(id => rows[id]).Where(row => Caller.Of(call).Covers(row.Cell)).Select(CaseMessages.Summary);
    }
}
