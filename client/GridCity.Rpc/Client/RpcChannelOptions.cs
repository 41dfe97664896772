namespace GridCity.Rpc;

/// <summary>What all calls of a channel share.</summary>
public sealed class RpcChannelOptions
{
    /// <summary>Limit of one message from the server, also when decompressed.</summary>
    public int ReceiveBytesMax { get; init; } = 4 * 1024 * 1024;

    /// <summary>Limit of one message to the server.</summary>
    public int SendBytesMax { get; init; } = int.MaxValue;

    /// <summary>Sent with every call, for instance <c>authorization</c>.</summary>
    public RpcMetadata? Headers { get; init; }

    /// <summary>Changes the HTTP/2 layer: certificates, keep-alive, connections.</summary>
    public Action<SocketsHttpHandler>? ConfigureHandler { get; init; }

    /// <summary>Goes in place of the HTTP/2 layer, which then is the caller's to dispose of.</summary>
    public HttpMessageHandler? Handler { get; init; }

    public TimeProvider Time { get; init; } = TimeProvider.System;
}

/// <summary>What one call asks for.</summary>
public readonly record struct RpcCallOptions
{
    public RpcMetadata? Headers { get; init; }

    /// <summary>When to stop waiting; the server is told. Null waits for ever.</summary>
    public DateTimeOffset? Deadline { get; init; }

    public CancellationToken CancellationToken { get; init; }

    /// <summary>Compresses the messages to the server.</summary>
    public bool Compress { get; init; }

    /// <summary>Another limit than the channel's.</summary>
    public int? ReceiveBytesMax { get; init; }
}

/// <summary>A response with what came around it.</summary>
public sealed record RpcReply<T>(T Message, RpcMetadata Headers, RpcMetadata Trailers);
