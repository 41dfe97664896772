namespace GridCity.Rpc.Json;

/// <summary>What is answered over HTTP/JSON, and how.</summary>
/// <param name="Services">The services, with the interceptors and limits that gRPC has too.</param>
/// <param name="Routes">The table.</param>
public sealed record JsonApi(RpcServices Services, IReadOnlyList<JsonRoute> Routes)
{
    /// <summary>Title of the OpenAPI document.</summary>
    public string Title { get; init; } = "";

    /// <summary>What the OpenAPI document says first.</summary>
    public string Description { get; init; } = "";

    /// <summary>Version of the program.</summary>
    public string Version { get; init; } = "";

    /// <summary>The comments of the contracts; without them the OpenAPI document has no descriptions.</summary>
    public ProtoComments Comments { get; init; } = ProtoComments.None;

    /// <summary>Asked now and then while a stream is open; throwing <see cref="RpcException"/> ends the stream.</summary>
    public Func<RpcCall, ValueTask> RequireStill { get; init; } = static _ => default;

    /// <summary>An open stream is never silent for longer, so that what lies between sees it alive.</summary>
    public TimeSpan HeartbeatInterval { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>Whoever takes nothing of what is sent for so long is cut off.</summary>
    public TimeSpan SlowReaderMax { get; init; } = TimeSpan.FromSeconds(30);
}
