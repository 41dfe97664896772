using GridCity.Rpc.Wire;
using Microsoft.Extensions.Logging;

namespace GridCity.Rpc.Server;

/// <summary>How a call stood when its method failed.</summary>
/// <param name="CorrelationId">Names the call in the log and to a caller that got INTERNAL.</param>
/// <param name="IsCancelled">The caller gave up, or the deadline has passed.</param>
/// <param name="IsDeadlinePassed">The deadline has passed, and came first.</param>
internal readonly record struct CallEnding(string CorrelationId, bool IsCancelled, bool IsDeadlinePassed);

/// <summary>Gives every exception of a method its status; the same for every host.</summary>
internal static partial class CallFailures
{
    public const string DeadlineText = "The deadline passed before the answer was ready.";

    public static RpcException Translate(Exception error, in CallEnding ending, RpcMethod method, ILogger log)
    {
        if (error is RpcException refusal)
            return refusal;
        if (ending.IsDeadlinePassed)
            return new RpcException(StatusCode.DeadlineExceeded, DeadlineText);
        if (error is BrokenStreamException || ending.IsCancelled)
            return new RpcException(StatusCode.Cancelled, "The caller gave up.");
        LogFailure(log, method.Path, ending.CorrelationId, error);
        return new RpcException(
            StatusCode.Internal, $"The server failed; its log has the reason under {ending.CorrelationId}.");
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{Method} failed, correlation id {CorrelationId}")]
    private static partial void LogFailure(ILogger log, string method, string correlationId, Exception error);
}
