using Google.Protobuf.Collections;
using Google.Protobuf.WellKnownTypes;
using Google.Rpc;
using GridCity.Protos.Field.V1;
using GridCity.Protos.Type.V1;
using GridCity.Rpc;
using GridCity.Runtime.Engine;
using GridCity.Silo.Access;

namespace GridCity.Silo.Edges;

/// <summary>
/// Applies what a handheld did without a connection, one act after the other, and says of each what came of it. What is
/// an act's own fault refuses that act; what is the moment's (the database is away, a limit is reached) ends the stream:
/// the handheld sends from the first act without an answer, and what was done is not done twice.
/// </summary>
internal sealed class OfflineBatch(
    FieldActs acts, InspectorPositions positions, AcceptedCommands accepted, GridClock clock, RpcCall call)
{
    private const int NeedsMax = 20;

    /// <summary>A device's clock is noted as off from so much on.</summary>
    private const int AheadSecondsNoted = 2;

    private readonly HashSet<Guid> _done = [];
    private int? _aheadSeconds;

    public async Task<OfflineAnswer> AnswerAsync(OfflineAct act)
    {
        _aheadSeconds ??= AheadOf(act.SentAt);
        try
        {
            return act.ActCase switch
            {
                OfflineAct.ActOneofCase.Positions => await TakePositionsAsync(act.Positions),
                OfflineAct.ActOneofCase.None => throw Statuses.Invalid("act", "is missing."),
                _ => await DoAsync(act),
            };
        }
        catch (RpcException error) when (!IsOfTheMoment(error.Code))
        {
            return Refused(act, error);
        }
    }

    private async Task<OfflineAnswer> TakePositionsAsync(ReportPositionsRequest request)
    {
        await positions.TakeLateAsync(request, call);
        return new() { Result = OfflineResult.Applied };
    }

    private async Task<OfflineAnswer> DoAsync(OfflineAct act)
    {
        var own = CommandEdge.CommandId(IdOf(act), "command_id");
        if (act.Needs.Count > NeedsMax) throw Statuses.Invalid("needs", $"names more than {NeedsMax} acts.");
        Guid[] needed = [.. act.Needs.Select((need, at) => CommandEdge.CommandId(need, $"needs[{at}]"))];
        var known = await Statuses.GuardAsync(
            call, accepted.FindAsync(Caller.Of(call).Name, [own, .. needed.Where(need => !_done.Contains(need))], call.CancellationToken));
        if (needed.FirstOrDefault(need => !_done.Contains(need) && !known.Contains(need)) is var missing && missing != Guid.Empty)
            throw new RpcException(StatusCode.FailedPrecondition, $"needs: {missing} was refused, or has not come.");
        var answer = await DoAsync(act, _aheadSeconds!.Value);
        _done.Add(own);
        answer.CommandId = IdOf(act);
        answer.Result = known.Contains(own) ? OfflineResult.AppliedBefore : OfflineResult.Applied;
        return answer;
    }

    private async Task<OfflineAnswer> DoAsync(OfflineAct act, int aheadSeconds) => act.ActCase switch
    {
        OfflineAct.ActOneofCase.Report => Founded(await acts.ReportAsync(Timed(act.Report, act.Report.OnSite), aheadSeconds, call)),
        OfflineAct.ActOneofCase.SelfHandle =>
            Founded(await acts.SelfHandleAsync(Timed(act.SelfHandle, act.SelfHandle.OnSite), aheadSeconds, call)),
        OfflineAct.ActOneofCase.Verify =>
            Done(act.Verify.CaseId, await acts.VerifyAsync(Timed(act.Verify, act.Verify.OnSite), aheadSeconds, call)),
        OfflineAct.ActOneofCase.Check =>
            Done(act.Check.CaseId, await acts.CheckAsync(Timed(act.Check, act.Check.OnSite), aheadSeconds, call)),
        _ => throw Statuses.Invalid("act", "is none that this version knows."),
    };

    private static T Timed<T>(T request, OnSite? onSite) => onSite?.HappenedAt is null
        ? throw Statuses.Invalid("on_site.happened_at", "is missing: what is sent late says when it was done.")
        : request;

    private int AheadOf(Timestamp? sentAt)
    {
        var ahead = (int)Math.Clamp((CaseMessages.Moment(sentAt, "sent_at") - clock.Now).TotalSeconds, int.MinValue, int.MaxValue);
        return Math.Abs((long)ahead) < AheadSecondsNoted ? 0 : ahead;
    }

    private static OfflineAnswer Founded(FoundedReply reply) =>
        new() { CaseId = reply.CaseId, Number = reply.Number, Version = reply.Version };

    private static OfflineAnswer Done(string caseId, CommandReply reply) => new() { CaseId = caseId, Version = reply.Version };

    private static OfflineAnswer Refused(OfflineAct act, RpcException error) => new()
    {
        CommandId = IdOf(act),
        Result = OfflineResult.Refused,
        CaseId = act.Verify?.CaseId ?? act.Check?.CaseId ?? "",
        Code = (int)error.Code,
        Reason = error.Message,
        Field = error.TryGetDetail<BadRequest>(out var bad) ? bad.FieldViolations.FirstOrDefault()?.Field ?? "" : "",
        Again = error.Code == StatusCode.FailedPrecondition,
    };

    private static string IdOf(OfflineAct act) =>
        act.Report?.CommandId ?? act.SelfHandle?.CommandId ?? act.Verify?.CommandId ?? act.Check?.CommandId ?? "";

    private static bool IsOfTheMoment(StatusCode code) =>
        code is StatusCode.Unavailable or StatusCode.ResourceExhausted or StatusCode.DeadlineExceeded or StatusCode.Cancelled
            or StatusCode.Unauthenticated;
}
