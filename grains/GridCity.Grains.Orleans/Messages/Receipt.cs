using GridCity.Runtime.Engine.Mailboxes;
using Orleans;

namespace GridCity.Grains.Orleans.Messages;

/// <summary>How far the letters of a lane came.</summary>
/// <param name="Consumed">How many, from the front, are through.</param>
/// <param name="Kind">Why the next one is not, as a <see cref="RefusalKind"/>; null when all are.</param>
[GenerateSerializer, Immutable]
public sealed record Receipt(
    [property: Id(0)] int Consumed,
    [property: Id(1)] int? Kind,
    [property: Id(2)] string Code,
    [property: Id(3)] string Message)
{
    internal static Receipt From(LaneOutcome outcome) =>
        new(outcome.Consumed, (int?)outcome.Why?.Kind, outcome.Why?.Code ?? "", outcome.Why?.Message ?? "");

    internal LaneOutcome ToOutcome() => new(Consumed, Kind is { } kind ? new((RefusalKind)kind, Code, Message) : null);
}
