namespace GridCity.Rpc.Load;

/// <summary>Answers with the request.</summary>
public sealed class EchoService
{
    public ValueTask<EchoMessage> Echo(EchoMessage request, RpcCall call) => new(request);
}
