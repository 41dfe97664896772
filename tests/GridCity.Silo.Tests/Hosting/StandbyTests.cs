using System.Net;
using GridCity.Grains;
using GridCity.Protos.Desk.V1;
using GridCity.Protos.Type.V1;
using GridCity.Rpc;
using GridCity.Silo.Tests.Support;
using GridCity.Testing;

namespace GridCity.Silo.Tests.Hosting;

public sealed class StandbyTests
{
    [Fact]
    public async Task A_standby_refuses_until_the_active_silo_is_gone_and_then_goes_on()
    {
        await using var active = await TestSilo.StartAsync(engine: "local");
        var crew = await Crew.OfAsync(active);
        var @case = (await crew.RegisterAsync()).CaseId;
        await using var standby = await active.StartAnotherAsync("local");
        var clerk = await standby.ClientAsync(Role.Clerk, answerMax: TimeSpan.FromSeconds(3));
        var file = new FileRequest { CommandId = Crew.NewId(), CaseId = @case, Standard = SmallCity.Standard };

        Assert.Equal(HttpStatusCode.ServiceUnavailable, await ReadinessAsync(standby));
        await Refused.With(StatusCode.Unavailable, () => clerk.Desk.FileAsync(file));

        await active.StopAsync();
        await Eventually.Is(async () => await ReadinessAsync(standby) == HttpStatusCode.OK, "the standby has taken over");
        Assert.Equal(Stage.Filed, (await clerk.Desk.FileAsync(file)).Stage);
    }

    [Fact]
    public async Task Health_version_and_metrics_are_answered_over_http()
    {
        await using var silo = await TestSilo.StartAsync();
        await (await Crew.OfAsync(silo)).RegisterAsync();
        using var http = new HttpClient { BaseAddress = silo.Health };

        Assert.Equal("live", await http.GetStringAsync("/health/live"));
        Assert.Equal("ready", await http.GetStringAsync("/health/ready"));
        Assert.Contains($"\"engine\":\"{silo.Engine}\"", await http.GetStringAsync("/version"));
        var metrics = await http.GetStringAsync("/metrics");
        foreach (var name in new[] { "gridcity_calls_total{", "gridcity_call_ms_bucket{", "gridcity_append_batch_size_sum", "gridcity_activations ", "gridcity_mail_waiting ", "gridcity_memory_bytes " })
            Assert.Contains(name, metrics);
    }

    private static async Task<HttpStatusCode> ReadinessAsync(TestSilo silo)
    {
        using var http = new HttpClient { BaseAddress = silo.Health };
        using var answer = await http.GetAsync("/health/ready");
        return answer.StatusCode;
    }
}
