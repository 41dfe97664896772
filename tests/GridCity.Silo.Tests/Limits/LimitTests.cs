using GridCity.Grains;
using GridCity.Protos.Admin.V1;
using GridCity.Protos.Query.V1;
using GridCity.Rpc;
using GridCity.Silo.Configuration;
using GridCity.Silo.Limits;
using GridCity.Silo.Tests.Support;
using GridCity.Silo.Tests.Watching;

namespace GridCity.Silo.Tests.Limits;

/// <summary>The limits of a running silo, through the door.</summary>
public sealed class LimitTests
{
    private static readonly RpcMethod<GetVersionRequest, GetVersionReply> VersionMethod =
        RpcMethod<GetVersionRequest, GetVersionReply>.Of(AdminReflection.Descriptor.Services[0], "GetVersion");

    private static readonly TimeSpan Impatient = TimeSpan.FromSeconds(2);

    [Fact]
    public async Task Too_many_streams_are_told_when_to_come_again()
    {
        await using var silo = await TestSilo.StartAsync(limits: new CallLimits { CallerStreamsMax = 1 });
        var clerk = await silo.ClientAsync(Role.Clerk, answerMax: Impatient);
        var wholeCity = new WatchRequest { Area = new() };
        await using var first = await Watch.BeginAsync(clerk, wholeCity);

        var error = await Refused.With(
            StatusCode.ResourceExhausted, async () => await clerk.Query.WatchAsync(wholeCity).GetAsyncEnumerator().MoveNextAsync());
        await using var others = await Watch.BeginAsync(await silo.ClientAsync(Role.Dispatcher), wholeCity);

        Assert.True(error.TryGetDetail<Google.Rpc.RetryInfo>(out var retry));
        Assert.True(retry.RetryDelay.ToTimeSpan() > TimeSpan.Zero);
    }

    [Fact]
    public async Task Too_many_calls_of_one_user_are_told_when_to_come_again_and_others_are_served()
    {
        await using var silo = await TestSilo.StartAsync(limits: new CallLimits { CallerRate = 1 });
        var token = await silo.TokenAsync(Role.Clerk, "greedy");
        using var channel = new RpcChannel(silo.Address, new() { Headers = new() { { "authorization", $"Bearer {token.Text}" } } });

        var error = await Refused.With(StatusCode.ResourceExhausted, async () =>
        {
            while (true) await channel.UnaryAsync(VersionMethod, new());
        });
        await (await silo.ClientAsync(Role.Dispatcher)).Admin.GetVersionAsync(new());

        Assert.True(error.TryGetDetail<Google.Rpc.RetryInfo>(out _));
        Assert.Contains("1 calls a second", error.Message);
    }

    [Fact]
    public void Limits_are_read_and_checked_by_name()
    {
        var limits = Read("--caller-rate", "0", "--request-bytes", "65536");
        Assert.Equal((0, 65_536, 4_096), (limits.CallerRate, limits.RequestBytesMax, limits.CallsMax));
        Assert.Contains("--streams-max", Assert.Throws<OptionException>(() => Read("--streams-max", "-1")).Message);
        Assert.Contains("--calls-at-once", Assert.Throws<OptionException>(() => Read("--calls-max", "10")).Message);
    }

    private static CallLimits Read(params string[] arguments) => OptionReader.Read(OptionReader.Configuration(arguments)).Limits;
}
