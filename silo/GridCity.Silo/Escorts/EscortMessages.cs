using GridCity.Grains.Escorts;
using GridCity.Protos.Escort.V1;
using GridCity.Silo.Edges;
using Message = GridCity.Protos.Escort.V1.Escort;

namespace GridCity.Silo.Escorts;

/// <summary>Escorts in the words of the contract.</summary>
internal static class EscortMessages
{
    /// <returns>Null for none of the contract's.</returns>
    public static EscortClass? Class(VehicleClass kind) => kind switch
    {
        VehicleClass.Ambulance => EscortClass.Ambulance,
        VehicleClass.FireEngine => EscortClass.FireEngine,
        VehicleClass.Police => EscortClass.Police,
        VehicleClass.Other => EscortClass.Other,
        _ => null,
    };

    /// <returns>Null for one that was never requested.</returns>
    public static Message? Of(string id, long version, EscortState state)
    {
        var message = state switch
        {
            EscortState.UnderWay s => UnderWay(s),
            EscortState.Ended s => Ended(s),
            _ => null,
        };
        if (message is not null) (message.EscortId, message.Version) = (id, version);
        return message;
    }

    private static Message UnderWay(EscortState.UnderWay state)
    {
        var message = Asked(state.Asked);
        message.Standing = EscortStanding.UnderWay;
        message.Roads.AddRange(state.Route.Legs.Skip(state.Leg).Select(leg => leg.Road));
        message.Prepared.AddRange(state.Prepared.Select(one => one.Intersection));
        (message.Passed, message.Reroutes) = (state.Passed, state.Reroutes);
        return message;
    }

    private static Message Ended(EscortState.Ended state)
    {
        var message = Asked(state.Asked);
        message.Standing = state.Outcome switch
        {
            EscortOutcome.Arrived => EscortStanding.Arrived,
            EscortOutcome.Stopped => EscortStanding.Stopped,
            _ => EscortStanding.GivenUp,
        };
        (message.Passed, message.Reroutes, message.TravelSeconds) = (state.Passed, state.Reroutes, state.TravelSeconds);
        if (state.SavedSeconds is { } saved) message.SavedSeconds = saved;
        (message.Reason, message.EndedAt) = (state.Reason ?? "", CaseMessages.Moment(state.At));
        return message;
    }

    private static Message Asked(EscortOrder asked) => new()
    {
        Vehicle = asked.Class switch
        {
            EscortClass.Ambulance => VehicleClass.Ambulance,
            EscortClass.FireEngine => VehicleClass.FireEngine,
            EscortClass.Police => VehicleClass.Police,
            _ => VehicleClass.Other,
        },
        CallSign = asked.Vehicle, From = asked.From, To = asked.To, EstimateSeconds = asked.EstimateSeconds,
        RequestedBy = asked.By, RequestedAt = CaseMessages.Moment(asked.At),
    };
}
