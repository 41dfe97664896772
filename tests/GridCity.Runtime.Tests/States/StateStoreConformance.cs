using System.Collections.Immutable;
using GridCity.Grains;
using GridCity.Runtime.States;

namespace GridCity.Runtime.Tests.States;

/// <summary>What every state store promises, as its interface's comments say it.</summary>
public abstract class StateStoreConformance : IAsyncLifetime
{
    private const string Series = "pm25-ug-per-m3";

    private static readonly GrainId Sensor = new("sensor", "air-1"), Other = new("sensor", "air-2");
    private static readonly DateTimeOffset Noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    private IStateStore? _opened;

    private IStateStore Store => _opened ?? throw new InvalidOperationException("The test has not begun.");

    public async ValueTask InitializeAsync() => _opened = await OpenAsync();

    public abstract ValueTask DisposeAsync();

    protected abstract Task<IStateStore> OpenAsync();

    [Fact]
    public async Task A_series_is_read_oldest_first_without_its_neighbours()
    {
        await Store.AppendAsync(
        [
            At(20, 2), At(10, 1), At(30, 3),
            At(15, 9) with { Grain = Other },
            At(15, 9) with { Series = "no2-ug-per-m3" },
        ]);

        Assert.Equal([At(10, 1), At(20, 2), At(30, 3)], await ReadAsync(0, 60));
    }

    [Fact]
    public async Task A_stretch_begins_with_its_first_moment_and_ends_before_its_last()
    {
        await Store.AppendAsync([At(10, 1), At(20, 2), At(30, 3)]);

        Assert.Equal([At(10, 1), At(20, 2)], await ReadAsync(10, 30));
        Assert.Equal([At(10, 1), At(20, 2)], await ReadAsync(0, 60, countMax: 2));
        Assert.Empty(await ReadAsync(21, 30));
        Assert.Empty(await ReadAsync(30, 10));
    }

    [Fact]
    public async Task Days_and_months_do_not_divide_a_series()
    {
        var samples = Enumerable.Range(0, 40).Select(day => At(0, day) with { At = Noon.AddDays(day) }).ToImmutableArray();

        await Store.AppendAsync([.. samples.Reverse()]);

        Assert.Equal(samples, await Store.ReadAsync(new(Sensor, Series, Noon, Noon.AddDays(40), 100)));
    }

    [Fact]
    public async Task An_append_that_was_repeated_is_read_once()
    {
        await Store.AppendAsync([At(10, 1), At(10, 1)]);
        await Store.AppendAsync([At(10, 1), At(20, 2)]);

        Assert.Equal([At(10, 1), At(20, 2)], await ReadAsync(0, 60));
    }

    [Fact]
    public async Task Different_samples_of_one_moment_are_all_kept()
    {
        Sample[] samples = [At(10, 1), At(10, 2), At(10, 1) with { Y = 1 }, At(10, 1) with { Y = 2 }];

        await Store.AppendAsync(samples);

        Assert.Equal(samples.ToHashSet(), (await ReadAsync(0, 60)).ToHashSet());
    }

    [Fact]
    public async Task Any_number_comes_back_as_it_was()
    {
        double[] numbers = [0, -1.5, double.MaxValue, double.Epsilon, double.NaN, double.PositiveInfinity, double.NegativeInfinity];
        Sample[] samples = [.. numbers.Select((number, index) => At(index, number) with { Y = -number })];

        await Store.AppendAsync(samples);

        Assert.Equal(samples, await ReadAsync(0, 60));
    }

    [Fact]
    public async Task Moments_are_kept_in_microseconds_wherever_they_were_read()
    {
        var precise = Noon.AddTicks(1_234_567).ToOffset(TimeSpan.FromHours(8));

        await Store.AppendAsync([At(0, 1) with { At = precise }]);

        Assert.Equal(Noon.AddTicks(1_234_560), Assert.Single(await ReadAsync(0, 60)).At);
    }

    [Fact]
    public async Task Whole_days_are_dropped_and_later_ones_stay()
    {
        await Store.AppendAsync([At(0, 1), At(0, 2) with { At = Noon.AddDays(1) }, At(0, 3) with { At = Noon.AddDays(2) }]);

        Assert.Equal(2, await Store.DropBeforeAsync(new DateOnly(2026, 3, 4)));

        Assert.Equal(3, Assert.Single(await Store.ReadAsync(new(Sensor, Series, Noon, Noon.AddDays(9), 100))).X);
        Assert.Equal(0, await Store.DropBeforeAsync(new DateOnly(2026, 3, 4)));
    }

    [Fact]
    public async Task A_sample_that_comes_after_its_day_was_dropped_is_kept_until_the_next_dropping()
    {
        await Store.AppendAsync([At(10, 1)]);
        await Store.DropBeforeAsync(new DateOnly(2026, 3, 3));

        await Store.AppendAsync([At(20, 2)]);

        Assert.Equal([At(20, 2)], await ReadAsync(0, 60));
        Assert.Equal(1, await Store.DropBeforeAsync(new DateOnly(2026, 3, 3)));
    }

    [Fact]
    public async Task What_cannot_be_kept_is_refused_as_a_whole()
    {
        Sample[][] refused =
        [
            [At(10, 1), At(10, 1) with { Series = "nul\0" }],
            [At(10, 1), At(10, 1) with { At = DateTimeOffset.MaxValue }],
            [At(10, 1), At(10, 1) with { At = DateTimeOffset.MinValue }],
            [.. Enumerable.Range(0, IStateStore.DaysMax + 1).Select(day => At(10, 1) with { At = Noon.AddDays(day) })],
            [.. Enumerable.Repeat(At(10, 1), IStateStore.SamplesMax + 1)],
        ];

        foreach (var samples in refused) await Assert.ThrowsAsync<ArgumentException>(() => Store.AppendAsync(samples));

        Assert.Empty(await ReadAsync(0, 60));
    }

    [Fact]
    public async Task Nothing_to_do_is_no_mistake()
    {
        await Store.AppendAsync([]);

        Assert.Empty(await Store.SaveAsync([]));
        Assert.Empty(await Store.LoadAsync([]));
    }

    [Fact]
    public async Task A_checkpoint_is_kept_only_if_it_is_newer()
    {
        bool[][] saved =
        [
            await Store.SaveAsync([Checkpoint(Sensor, 5), Checkpoint(Other, 1)]),
            await Store.SaveAsync([Checkpoint(Sensor, 5), Checkpoint(Other, 2)]),
            await Store.SaveAsync([Checkpoint(Sensor, 4)]),
        ];
        Assert.Equal([[true, true], [false, true], [false]], saved);

        var kept = await Store.LoadAsync([Other, Sensor, new("sensor", "unknown")]);

        Assert.Equal([(Sensor, 5L), (Other, 2L)], kept.Select(one => (one.Grain, one.Version)).OrderBy(one => one.Grain.Key));
        Assert.Equal([5, 7, 0, 255], kept.Single(one => one.Grain == Sensor).Body.ToArray());
        Assert.All(kept, one => Assert.Equal(3, one.Format));
    }

    [Fact]
    public async Task The_memory_of_a_checkpoint_stays_the_callers()
    {
        var body = new byte[] { 1 };
        await Store.SaveAsync([new(Sensor, 1, 3, body)]);

        body[0] = 2;

        Assert.Equal([1], Assert.Single(await Store.LoadAsync([Sensor])).Body.ToArray());
    }

    [Fact]
    public async Task Of_two_activations_that_save_at_once_the_higher_version_stays()
    {
        await Task.WhenAll(Enumerable.Range(1, 20).Select(version => Store.SaveAsync([Checkpoint(Sensor, version)])));

        Assert.Equal(20, Assert.Single(await Store.LoadAsync([Sensor])).Version);
    }

    private static Sample At(int minutes, double x) => new(Sensor, Series, Noon.AddMinutes(minutes), x);

    private static StateCheckpoint Checkpoint(GrainId grain, long version) => new(grain, version, 3, new byte[] { (byte)version, 7, 0, 255 });

    private Task<ImmutableArray<Sample>> ReadAsync(int fromMinutes, int untilMinutes, int countMax = 1000) =>
        Store.ReadAsync(new(Sensor, Series, Noon.AddMinutes(fromMinutes), Noon.AddMinutes(untilMinutes), countMax));
}
