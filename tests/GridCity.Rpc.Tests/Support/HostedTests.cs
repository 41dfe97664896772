namespace GridCity.Rpc.Tests.Support;

/// <summary>Tests that every host of the services passes alike.</summary>
public abstract class HostedTests(RpcHost host)
{
    private protected Task<Rig> StartAsync(
        ScriptedService service, RpcServerOptions? options = null, RpcChannelOptions? channel = null) =>
        Rig.StartAsync(service, options, channel, host);
}
