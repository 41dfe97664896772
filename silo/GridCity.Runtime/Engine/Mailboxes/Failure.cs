using GridCity.Grains;
using Microsoft.Extensions.Logging;

namespace GridCity.Runtime.Engine.Mailboxes;

/// <summary>A grain's code threw: that asker learns a correlation id, the log learns the rest.</summary>
internal static class Failure
{
    public static Refusal Of(Exception error, GrainId grain, ILogger log)
    {
        var correlation = Guid.NewGuid().ToString("N")[..12];
        log.LogError(error, "The rules of {Grain} threw (correlation {Correlation}). Its state is unchanged.", grain, correlation);
        return new(RefusalKind.Failed, "grain/failed", $"The grain could not decide. Report correlation id {correlation} to operations.");
    }
}
