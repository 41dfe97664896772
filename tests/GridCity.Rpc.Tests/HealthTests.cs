using GridCity.Rpc.Health;
using GridCity.Rpc.Tests.Support;
using ServingStatus = GridCity.Rpc.Health.HealthCheckResponse.Types.ServingStatus;

namespace GridCity.Rpc.Tests;

/// <summary><c>grpc.health.v1</c>.</summary>
public sealed class HealthTests
{
    private static readonly RpcMethod<HealthCheckRequest, HealthCheckResponse> Check =
        RpcMethod<HealthCheckRequest, HealthCheckResponse>.Of(HealthReflection.Descriptor.Services[0], "Check");

    private static readonly RpcMethod<HealthCheckRequest, HealthCheckResponse> Watch =
        RpcMethod<HealthCheckRequest, HealthCheckResponse>.Of(HealthReflection.Descriptor.Services[0], "Watch");

    private static readonly RpcMethod<HealthListRequest, HealthListResponse> List =
        RpcMethod<HealthListRequest, HealthListResponse>.Of(HealthReflection.Descriptor.Services[0], "List");

    private readonly HealthService _health = new();

    [Fact]
    public async Task A_server_serves_until_it_says_otherwise()
    {
        await using var rig = await Rig.StartAsync(new RpcServices().AddHealth(_health));
        Assert.Equal(ServingStatus.Serving, (await rig.Channel.UnaryAsync(Check, new())).Status);
        _health.Set("", ServingStatus.NotServing);
        Assert.Equal(ServingStatus.NotServing, (await rig.Channel.UnaryAsync(Check, new())).Status);
    }

    [Fact]
    public async Task An_unknown_service_is_not_found()
    {
        await using var rig = await Rig.StartAsync(new RpcServices().AddHealth(_health));
        var error = await Assert.ThrowsAsync<RpcException>(
            () => rig.Channel.UnaryAsync(Check, new HealthCheckRequest { Service = "nothing" }));
        Assert.Equal(StatusCode.NotFound, error.Code);
    }

    [Fact]
    public async Task A_watcher_is_told_now_and_with_every_change()
    {
        await using var rig = await Rig.StartAsync(new RpcServices().AddHealth(_health));
        await using var call = rig.Channel.ServerStreaming(Watch, new HealthCheckRequest { Service = "desk" });
        Assert.Equal(ServingStatus.ServiceUnknown, (await call.ReadAsync())!.Status);
        _health.Set("desk", ServingStatus.Serving);
        Assert.Equal(ServingStatus.Serving, (await call.ReadAsync())!.Status);
        _health.Set("other", ServingStatus.Serving);
        _health.Set("desk", ServingStatus.NotServing);
        Assert.Equal(ServingStatus.NotServing, (await call.ReadAsync())!.Status);
    }

    [Fact]
    public async Task A_list_has_every_known_name()
    {
        await using var rig = await Rig.StartAsync(new RpcServices().AddHealth(_health));
        _health.Set("desk", ServingStatus.NotServing);
        var list = await rig.Channel.UnaryAsync(List, new());
        Assert.Equal(["", "desk"], list.Statuses.Keys.Order());
    }
}
