using GridCity.Rpc;
using GridCity.Runtime.Simulation;
using GridCity.Silo.Limits;

namespace GridCity.Silo.Tests.Citizens;

/// <summary>So many in a period from each address, with the clock in the test's hand.</summary>
public sealed class AddressQuotaTests
{
    private readonly ManualTimeProvider _time = new();

    [Fact]
    public void All_at_once_then_one_by_one()
    {
        var quota = new AddressQuota("reports an hour", 6, TimeSpan.FromHours(1), _time);
        for (var count = 0; count < 6; count++) quota.Require("ipv4:10.0.0.1:1000");

        var refusal = Assert.Throws<RpcException>(() => quota.Require("ipv4:10.0.0.1:2000"));
        quota.Require("ipv4:10.0.0.2:1000");
        _time.Advance(TimeSpan.FromMinutes(10));
        quota.Require("ipv4:10.0.0.1:3000");

        Assert.Equal(StatusCode.ResourceExhausted, refusal.Code);
        Assert.Contains("6 reports an hour", refusal.Message, StringComparison.Ordinal);
        Assert.Throws<RpcException>(() => quota.Require("ipv4:10.0.0.1:4000"));
    }

    [Fact]
    public void None_is_no_limit()
    {
        var quota = new AddressQuota("reports an hour", 0, TimeSpan.FromHours(1), _time);
        for (var count = 0; count < 1_000; count++) quota.Require("ipv4:10.0.0.1:1000");
    }
}
