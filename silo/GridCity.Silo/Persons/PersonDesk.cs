using GridCity.Grains.Cases;
using GridCity.Protos.Admin.V1;
using GridCity.Rpc;
using GridCity.Runtime.Privacy;
using GridCity.Silo.Edges;

namespace GridCity.Silo.Persons;

/// <summary>Finds the person that a request means.</summary>
internal sealed class PersonDesk(PersonKeys keys, PersonRecord record, CaseQueues queues, CommandEdge edge)
{
    /// <exception cref="RpcException">INVALID_ARGUMENT: not exactly one way to find somebody, or malformed. NOT_FOUND.</exception>
    public async Task<PersonFacts> FindAsync(PersonRequest request, RpcCall call)
    {
        var person = request.WhoCase switch
        {
            PersonRequest.WhoOneofCase.PersonId => Guid.TryParseExact(request.PersonId, "N", out var id)
                ? id
                : throw Statuses.Invalid("person_id", "is not the id of a person: 32 hexadecimal digits."),
            PersonRequest.WhoOneofCase.Phone =>
                await Statuses.GuardAsync(keys.FindAsync(Reporters.Normal(request.Phone, "phone"), call.CancellationToken)),
            PersonRequest.WhoOneofCase.CaseNumber => await OfCaseAsync(request.CaseNumber, call),
            _ => throw Statuses.Invalid("who", "is missing: give person_id, phone or case_number."),
        };
        return person is { } known && await Statuses.GuardAsync(record.FactsAsync(known, call.CancellationToken)) is { } facts
            ? facts
            : throw new RpcException(StatusCode.NotFound, "Nobody is known by that, or the person was erased.");
    }

    private async Task<Guid?> OfCaseAsync(string number, RpcCall call)
    {
        var id = await Statuses.GuardAsync(call, queues.ByNumberAsync(number, call.CancellationToken)) ?? throw CaseEdge.Unknown();
        var view = await edge.ReadAsync(new CaseId(id).Grain, call);
        return view.State is CaseState.Known known ? Reporters.Whose(known.Ticket.Report) : null;
    }
}
