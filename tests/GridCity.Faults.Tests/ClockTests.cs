using GridCity.Faults.Tests.Book;
using GridCity.Faults.Tests.Checks;
using GridCity.Faults.Tests.Support;
using GridCity.Rpc;
using GridCity.Testing;
using GridCity.Testing.Silos;

namespace GridCity.Faults.Tests;

/// <summary>Clocks that are wrong: a silo's machine, and a client's.</summary>
public sealed class ClockTests(SharedCity shared)
{
    private static readonly TimeSpan ServiceMax = TimeSpan.FromSeconds(60);

    private static readonly TimeSpan OffsetMax = TimeSpan.FromSeconds(5);

    [Fact]
    public async Task A_silo_whose_clock_jumps_an_hour_serves_on_in_database_time_and_says_that_it_is_not_ready()
    {
        var city = await shared.TakeAsync();
        using var clock = new FakeClock();
        // Killed, not stopped: the database stays as it is, on the true clock.
        await city[0].KillAsync();
        await city.StartSiloAsync(0, clock.Environment);
        var before = await LastPositionAsync(city);
        await JumpAsync(city, clock);
        var furthest = await FurthestAsync(city, before);
        await city[0].KillAsync();
        await city.StartSiloAsync(0);
        Assert.InRange(furthest, TimeSpan.Zero, OffsetMax);
        city.IsSound = (await Trial.ConcludeAsync(
            city, "the silo's clock jumps an hour ahead, two back, and home",
            $"not ready meanwhile, events at most {furthest.TotalSeconds:0.0} s off database time")).IsClean;
    }

    [Fact]
    public async Task A_machine_whose_clock_jumps_an_hour_with_the_database_on_it_serves_on()
    {
        var city = await shared.TakeAsync();
        using var clock = new FakeClock();
        // Stopped in order, it takes the database along and starts it again under the same clock.
        await city[0].StopAsync();
        await city.StartSiloAsync(0, clock.Environment);
        await JumpAsync(city, clock);
        await city[0].StopAsync();
        await city.StartSiloAsync(0);
        city.IsSound = (await Trial.ConcludeAsync(
            city, "the clock of silo and PostgreSQL jumps an hour ahead, two back, and home")).IsClean;
    }

    [Fact]
    public async Task A_client_whose_clock_is_wrong_by_an_hour_is_served_and_one_wrong_by_days_is_refused()
    {
        var city = await shared.TakeAsync();
        await using var load = city.StartLoad();
        await load.GoOnAsync(100, ServiceMax);
        foreach (var hours in (int[])[1, -1])
            city.Book.Acknowledge(await RegisterAsync(city, TimeSpan.FromHours(hours)));
        var ahead = await Assert.ThrowsAsync<RpcException>(() => RegisterAsync(city, TimeSpan.FromDays(2)));
        var behind = await Assert.ThrowsAsync<RpcException>(() => RegisterAsync(city, TimeSpan.FromDays(-31)));
        await load.GoOnAsync(100, ServiceMax);
        await load.StopAsync();
        Assert.Equal((StatusCode.InvalidArgument, StatusCode.FailedPrecondition), (ahead.Code, behind.Code));
        city.IsSound = (await Trial.ConcludeAsync(
            city, "clients' clocks an hour ahead and back, two days ahead, 31 days back", $"served, served, {ahead.Code}, {behind.Code}")).IsClean;
    }

    /// <summary>Jumps under load, waiting each time until readiness has noticed and callers are still served.</summary>
    private static async Task JumpAsync(FaultCity city, FakeClock clock)
    {
        await using var load = city.StartLoad();
        await load.GoOnAsync(300, ServiceMax);
        foreach (var seconds in (string[])["+3600", "-3600"])
        {
            clock.Jump(seconds);
            await Eventually.Is(
                async () => await city[0].WhyNotReadyAsync() is { } why && why.Contains("clock", StringComparison.Ordinal),
                $"readiness names the clock after a jump to {seconds} s");
            await load.GoOnAsync(500, ServiceMax);
        }

        clock.Jump("+0");
        await city[0].ReadyAsync();
        await load.GoOnAsync(300, ServiceMax);
        await load.StopAsync();
    }

    private static Task<Acknowledged> RegisterAsync(FaultCity city, TimeSpan off)
    {
        var act = new Act(ActKind.Register, Guid.CreateVersion7(TimeProvider.System.GetUtcNow() + off), "");
        return city.Crew.DoAsync(act, FaultCityFile.Report(new Random(2)), city.Gateway, () => { });
    }

    /// <summary>The journal's end. By position: a database whose clock jumped in another test has events of the future.</summary>
    private static async Task<long> LastPositionAsync(FaultCity city)
    {
        await using var database = await city.DatabaseAsync();
        return (await Rows.ReadAsync(database, "SELECT coalesce(max(position), 0) FROM journal", row => row.GetInt64(0)))[0];
    }

    /// <summary>How far the time in an event is from the time at which the database recorded it, at most.</summary>
    private static async Task<TimeSpan> FurthestAsync(FaultCity city, long position)
    {
        await using var database = await city.DatabaseAsync();
        var furthest = await Rows.ReadAsync(
            database,
            $"""
             SELECT coalesce(max(abs(extract(epoch FROM recorded_at - (body->>'at')::timestamptz))), 0)::float8
             FROM journal WHERE grain LIKE 'case/%' AND position > {position}
             """,
            row => row.GetDouble(0));
        return TimeSpan.FromSeconds(furthest[0]);
    }
}
