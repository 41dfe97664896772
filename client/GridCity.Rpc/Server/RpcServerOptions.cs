namespace GridCity.Rpc;

/// <summary>What all services of one server share.</summary>
public sealed class RpcServerOptions
{
    /// <summary>Limit of one message from a client, also when decompressed; 4 MiB as everywhere in gRPC.</summary>
    public int ReceiveBytesMax { get; init; } = 4 * 1024 * 1024;

    /// <summary>Limit of one message to a client.</summary>
    public int SendBytesMax { get; init; } = int.MaxValue;

    /// <summary>Compresses responses for callers that accept gzip, unless a method decides otherwise.</summary>
    public bool CompressResponses { get; init; }

    /// <summary>Run before every call, in order.</summary>
    public IReadOnlyList<IRpcInterceptor> Interceptors { get; init; } = [];

    public TimeProvider Time { get; init; } = TimeProvider.System;
}

/// <summary>Stands before every method of every service: authentication, limits, counts.</summary>
public interface IRpcInterceptor
{
    /// <summary>Runs before any of the request is read. Throwing <see cref="RpcException"/> refuses the call.</summary>
    ValueTask BeforeAsync(RpcCall call);

    /// <summary>Runs once for every call whose <see cref="BeforeAsync"/> was begun, when its status is known.</summary>
    void After(RpcCall call, StatusCode code)
    {
    }
}
