using System.Diagnostics;
using GridCity.Faults.Tests.Book;
using GridCity.Faults.Tests.Support;
using GridCity.Rpc;
using GridCity.Testing;
using GridCity.Testing.Silos;

namespace GridCity.Faults.Tests;

/// <summary>The database stands still: no connection breaks, nothing answers.</summary>
public sealed class DatabaseAwayTests(SharedCity shared)
{
    private static readonly TimeSpan AwayFor = TimeSpan.FromSeconds(15);

    /// <summary>A caller learns it within 5 s; here with room for the way there and back.</summary>
    private static readonly TimeSpan AnswerMax = TimeSpan.FromSeconds(7);

    /// <summary>One in a hundred may meet a moment in which the machine is with others; nobody waits until the database is back.</summary>
    private static readonly TimeSpan SlowestMax = TimeSpan.FromSeconds(12);

    private static readonly TimeSpan RedMax = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan RecoveryMax = TimeSpan.FromSeconds(30);

    private readonly List<(StatusCode Code, TimeSpan Took)> _answers = [];
    private readonly List<Act> _open = [];

    [Fact]
    public async Task Callers_learn_soon_that_the_database_stands_still_and_go_on_without_a_restart()
    {
        var city = await shared.TakeAsync();
        await using var load = city.StartLoad();
        await load.GoOnAsync(500, RecoveryMax);
        var red = await StandStillAsync(city);
        await load.GoOnAsync(500, RecoveryMax);
        await city[0].ReadyAsync();
        await load.StopAsync();
        foreach (var act in _open) city.Book.Acknowledge(await DoAsync(city, act, city.Gateway));

        Assert.All(_answers, answer => Assert.Equal(StatusCode.Unavailable, answer.Code));
        Assert.InRange(_answers.Count(answer => answer.Took > AnswerMax), 0, Math.Max(1, _answers.Count / 100));
        Assert.All(_answers, answer => Assert.InRange(answer.Took, TimeSpan.Zero, SlowestMax));
        city.IsSound = (await Trial.ConcludeAsync(
            city,
            $"SIGSTOP of PostgreSQL for {AwayFor.TotalSeconds:0} s",
            $"UNAVAILABLE after at most {_answers.Max(answer => answer.Took).TotalSeconds:0.0} s ({_answers.Count} calls in a row), " +
            $"readiness red after {red.TotalSeconds:0.0} s")).IsClean;
    }

    /// <returns>How long it took until readiness was red.</returns>
    private async Task<TimeSpan> StandStillAsync(FaultCity city)
    {
        var server = await city.PostgresProcessesAsync();
        var stopped = Stopwatch.GetTimestamp();
        Signals.Send(Signals.Stop, server);
        try
        {
            var calling = CallAsync(city, stopped);
            await Eventually.Is(async () => await city[0].WhyNotReadyAsync() is not null, RedMax, "readiness is red");
            var red = Stopwatch.GetElapsedTime(stopped);
            await calling;
            return red;
        }
        finally
        {
            Signals.Send(Signals.Continue, server);
        }
    }

    /// <summary>One caller that waits for its answer however long it takes, and then asks for the next thing.</summary>
    private async Task CallAsync(FaultCity city, long stopped)
    {
        using var gateway = city.OneTryGateway(TimeSpan.FromMinutes(1));
        while (Stopwatch.GetElapsedTime(stopped) < AwayFor)
        {
            var act = Act.New(ActKind.Register, "");
            _open.Add(act);
            var asked = Stopwatch.GetTimestamp();
            var error = await Assert.ThrowsAsync<RpcException>(() => DoAsync(city, act, gateway));
            _answers.Add((error.Code, Stopwatch.GetElapsedTime(asked)));
        }
    }

    private static Task<Acknowledged> DoAsync(FaultCity city, Act act, Gateway gateway) =>
        city.Crew.DoAsync(act, FaultCityFile.Report(new Random(1)), gateway, () => { });
}
