using GridCity.Cli.Replay;
using GridCity.Protos.Admin.V1;
using GridCity.Runtime.Simulation;
using GridCity.Testing;

namespace GridCity.Silo.Tests.Replay;

/// <summary>The records' own time, and who is where in it.</summary>
public sealed class ReplayTimeTests
{
    private static readonly DateTimeOffset Opened = new(2015, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Limit = TimeSpan.FromHours(8);
    private static readonly ActMinutes Minutes = new(File: 10, Dispatch: 20, Handle: 30, Feedback: 240, Check: 60, Close: 40);
    private static readonly string[] Loop = ["file", "dispatch", "handle", "feedback", "check", "close"];

    [Fact]
    public async Task An_hour_of_the_records_lasts_a_minute_at_x60_wherever_the_replay_began()
    {
        var time = new ManualTimeProvider();
        var clock = new ReplayClock(Opened, playedFrom: time.GetUtcNow(), speed: 60, time);

        var due = clock.UntilAsync(Opened.AddHours(1), default);
        time.Advance(TimeSpan.FromSeconds(59));
        Assert.False(due.IsCompleted);
        time.Advance(TimeSpan.FromSeconds(1));

        await Eventually.Gives(due.ContinueWith(_ => true, TaskScheduler.Default), "the record's time has come");
        // A replay that was killed and begins again: what came due meanwhile does not wait.
        Assert.True(new ReplayClock(Opened, time.GetUtcNow().AddHours(-1), 60, time).UntilAsync(Opened.AddHours(59), default).IsCompleted);
    }

    [Fact]
    public void At_full_speed_nothing_waits() =>
        Assert.True(ReplayClock.Unbounded(new ManualTimeProvider()).UntilAsync(DateTimeOffset.MaxValue, default).IsCompleted);

    [Fact]
    public void Acts_come_as_long_after_each_other_as_the_map_says()
    {
        var times = new ReplayTimes(Record(), Minutes, Limit, isSlow: false);

        Assert.Equal([10, 30, 60, 300, 360, 400], Loop.Select(act => (times.Next(act) - Opened).TotalMinutes));
        Assert.False(times.IsLate);
    }

    [Fact]
    public void A_record_that_says_when_it_was_closed_is_closed_then()
    {
        var times = new ReplayTimes(Record() with { Closed = Opened.AddMinutes(4_000) }, Minutes, Limit, isSlow: false);

        Assert.Equal(Opened.AddMinutes(4_000), Loop.Select(times.Next).ToList()[^1]);
        Assert.True(times.IsLate);
    }

    [Fact]
    public void Late_work_comes_after_its_limit()
    {
        var times = new ReplayTimes(Record(), Minutes, Limit, isSlow: true);

        var acts = Loop.ToDictionary(act => act, times.Next);

        Assert.True(acts["feedback"] > acts["dispatch"] + Limit);
        Assert.True(times.IsLate);
    }

    [Fact]
    public void Inspectors_spread_over_the_duty_grids_that_they_walk()
    {
        Inspector[] inspectors = [Walking("everywhere", "a", "b", "c"), Walking("two", "a", "b"), Walking("one", "a"), Walking("none")];

        var spread = ReplayShift.Spread(inspectors).ToDictionary();

        Assert.Equal(new() { ["one"] = "a", ["two"] = "b", ["everywhere"] = "c" }, spread);
    }

    private static Inspector Walking(string code, params string[] grids) => new() { Code = code, DutyGrids = { grids } };

    private static ReplayRecord Record() => new(2, "1", "c", "c", "d", "d", null, "", "", "Done.", "hotline", Opened, null);
}
