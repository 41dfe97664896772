using GridCity.Rpc;
using GridCity.Runtime.Simulation;
using GridCity.Silo.Limits;
using GridCity.Silo.Tests.Support;

namespace GridCity.Silo.Tests.Limits;

public sealed class FairGateTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly ManualTimeProvider _time = new();

    [Fact]
    public async Task One_call_does_not_wait_behind_the_thousand_of_another()
    {
        var gate = Gate(atOnce: 4, max: 4_000);
        var many = Enumerable.Range(0, 1_000).Select(_ => Enter(gate, "greedy")).ToList();
        var served = many.Count(call => call.IsCompleted);
        var first = Enter(gate, "modest");
        var second = Enter(gate, "other");

        gate.Leave("greedy");

        Assert.Equal(3, served);
        Assert.True(first.IsCompletedSuccessfully);
        await second;
        Assert.Equal(3, many.Count(call => call.IsCompleted));
    }

    [Fact]
    public async Task Those_who_wait_take_turns()
    {
        var gate = Gate(atOnce: 1, max: 100);
        await Enter(gate, "first");
        var greedy = Enumerable.Range(0, 3).Select(_ => Enter(gate, "greedy")).ToList();
        var modest = Enter(gate, "modest");

        gate.Leave("first");
        await greedy[0];
        gate.Leave("greedy");
        await modest;
        Assert.False(greedy[1].IsCompleted);
        gate.Leave("modest");
        await greedy[1];
        Assert.False(greedy[2].IsCompleted);
    }

    [Fact]
    public async Task An_urgent_source_comes_first_and_the_others_come_too()
    {
        var gate = Gate(atOnce: 1, max: 100);
        await Enter(gate, "first");
        var ordinary = Enter(gate, "clerk");
        var urgent = Enumerable.Range(0, 10).Select(_ => Enter(gate, "agent", isUrgent: true)).ToList();

        gate.Leave("first");
        foreach (var call in urgent.Take(7))
        {
            await call;
            Assert.False(ordinary.IsCompleted);
            gate.Leave("agent");
        }

        await ordinary;
        Assert.False(urgent[7].IsCompleted);
    }

    [Fact]
    public async Task Who_gave_up_is_passed_over_and_who_waited_too_long_is_told_when_to_come_again()
    {
        var gate = Gate(atOnce: 1, max: 100);
        await Enter(gate, "first");
        using var gone = new CancellationTokenSource();
        var left = gate.EnterAsync("a", false, Patience, gone.Token).AsTask();
        var late = Enter(gate, "b");
        await gone.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => left);
        _time.Advance(Patience);
        var error = await Refused.With(StatusCode.ResourceExhausted, () => late);
        var patient = Enter(gate, "c");

        gate.Leave("first");
        await patient;

        Assert.True(error.TryGetDetail<Google.Rpc.RetryInfo>(out _));
        Assert.Equal(1, gate.CallsNow);
    }

    [Fact]
    public async Task More_than_all_and_more_than_one_users_part_are_refused_at_once()
    {
        var gate = Gate(atOnce: 2, max: 6);
        await Enter(gate, "first");
        await Enter(gate, "second");
        _ = Enter(gate, "greedy");
        _ = Enter(gate, "greedy");

        await Refused.With(StatusCode.ResourceExhausted, () => Enter(gate, "greedy"));
        _ = Enter(gate, "modest");
        _ = Enter(gate, "other");
        await Refused.With(StatusCode.ResourceExhausted, () => Enter(gate, "late"));
    }

    [Fact]
    public void Streams_are_counted_for_each_user_and_for_all()
    {
        var gate = new FairGate(new() { StreamsMax = 3, CallerStreamsMax = 2 }, _time);
        gate.OpenStream("a");
        gate.OpenStream("a");
        Assert.Throws<RpcException>(() => gate.OpenStream("a"));
        gate.OpenStream("b");
        Assert.Throws<RpcException>(() => gate.OpenStream("c"));

        gate.CloseStream("a");
        gate.OpenStream("c");
        Assert.Equal(3, gate.StreamsNow);
    }

    [Fact]
    public void A_user_keeps_to_its_rate_and_is_told_when_to_go_on()
    {
        var gate = new FairGate(new() { CallerRate = 10 }, _time);
        for (var calls = 0; calls < 21; calls++) gate.RequireRate("a");

        var error = Assert.Throws<RpcException>(() => gate.RequireRate("a"));
        gate.RequireRate("b");
        Assert.True(error.TryGetDetail<Google.Rpc.RetryInfo>(out var info));
        Assert.Equal(0.1, info.RetryDelay.ToTimeSpan().TotalSeconds, tolerance: 0.001);
        _time.Advance(info.RetryDelay.ToTimeSpan());
        gate.RequireRate("a");
    }

    [Fact]
    public void An_address_keeps_to_its_rate_whatever_the_port()
    {
        var rates = new AddressRates(5, _time);
        for (var calls = 0; calls < 11; calls++) rates.Require($"ipv4:10.0.0.1:{5_000 + calls}");

        Assert.Throws<RpcException>(() => rates.Require("ipv4:10.0.0.1:9"));
        rates.Require("ipv4:10.0.0.2:9");
        rates.Require("unknown");
        _time.Advance(TimeSpan.FromSeconds(1));
        rates.Require("ipv4:10.0.0.1:9");
    }

    private FairGate Gate(int atOnce, int max) => new(new() { CallsAtOnce = atOnce, CallsMax = max }, _time);

    private static Task Enter(FairGate gate, string user, bool isUrgent = false)
    {
        try
        {
            return gate.EnterAsync(user, isUrgent, Patience, CancellationToken.None).AsTask();
        }
        catch (RpcException error)
        {
            return Task.FromException(error);
        }
    }
}
