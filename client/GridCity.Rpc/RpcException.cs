using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;

namespace GridCity.Rpc;

/// <summary>
/// A call ended with another status than OK. A service throws it to refuse; a client gets it from every kind of call.
/// </summary>
public sealed class RpcException : Exception
{
    /// <summary>A refusal with typed details (<see cref="StatusDetails"/> makes the usual ones).</summary>
    /// <param name="code">Not <see cref="StatusCode.OK"/>.</param>
    /// <param name="message">Read by people on the other side: what was wrong and what to do next.</param>
    /// <param name="details">Sent as <c>grpc-status-details-bin</c>.</param>
    public RpcException(StatusCode code, string message, params ReadOnlySpan<IMessage> details)
        : base(message)
    {
        ArgumentOutOfRangeException.ThrowIfEqual(code, StatusCode.OK);
        Code = code;
        Details = details.IsEmpty ? null : Pack(code, message, details);
    }

    /// <summary>A status as it came over the wire.</summary>
    internal RpcException(
        StatusCode code, string message, Google.Rpc.Status? details, RpcMetadata? trailers, Exception? inner = null)
        : base(message, inner)
    {
        Code = code;
        Details = details;
        _trailers = trailers;
    }

    private RpcMetadata? _trailers;

    public StatusCode Code { get; }

    /// <summary>The rich form of the same status, or null when it has no details.</summary>
    public Google.Rpc.Status? Details { get; }

    /// <summary>Custom metadata that goes, or came, with the status.</summary>
    public RpcMetadata Trailers => _trailers ??= [];

    /// <summary>True when trailers are there, without making an empty list.</summary>
    internal bool HasTrailers => _trailers is { Count: > 0 };

    private static Google.Rpc.Status Pack(StatusCode code, string message, ReadOnlySpan<IMessage> details)
    {
        var status = new Google.Rpc.Status { Code = (int)code, Message = message };
        foreach (var detail in details)
            status.Details.Add(Any.Pack(detail));
        return status;
    }
}
