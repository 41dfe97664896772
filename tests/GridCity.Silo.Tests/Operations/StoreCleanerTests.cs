using GridCity.Grains;
using GridCity.Runtime.Blobs;
using GridCity.Runtime.Engine;
using GridCity.Runtime.Simulation;
using GridCity.Runtime.States;
using GridCity.Silo.Operations;
using Microsoft.Extensions.Logging.Abstractions;

namespace GridCity.Silo.Tests.Operations;

public sealed class StoreCleanerTests
{
    private static readonly GrainId Sensor = new("sensor", "s1");

    private readonly ManualTimeProvider _time = new();
    private readonly MemoryBlobStore _blobs;
    private readonly MemoryStateStore _states = new();
    private const int SampleDaysKept = 31;

    private readonly StoreCleaner _cleaner;

    public StoreCleanerTests()
    {
        _blobs = new(_time, BlobLimits.Usual);
        _cleaner = new(_blobs, _states, () => SampleDaysKept, new GridClock(_time), NullLogger.Instance);
    }

    [Fact]
    public async Task A_blob_that_nothing_names_goes_when_it_is_old_and_a_named_one_stays()
    {
        var (orphan, named) = (await PutAsync(1), await PutAsync(2));
        await _blobs.ReferenceAsync(new("case", "c1"), [named]);

        await CleanAsync();
        Assert.NotNull(await _blobs.OpenAsync(orphan));
        _time.Advance(StoreCleaner.OrphanAge + TimeSpan.FromSeconds(1));
        await CleanAsync();

        Assert.Null(await _blobs.OpenAsync(orphan));
        Assert.NotNull(await _blobs.OpenAsync(named));
    }

    [Fact]
    public async Task Samples_stay_for_a_month()
    {
        await _states.AppendAsync([new(Sensor, "pm25-ug-per-m3", _time.GetUtcNow(), 1)]);

        _time.Advance(TimeSpan.FromDays(SampleDaysKept));
        await CleanAsync();
        Assert.Single(await SamplesAsync());
        _time.Advance(TimeSpan.FromDays(1));
        await CleanAsync();

        Assert.Empty(await SamplesAsync());
    }

    private Task CleanAsync() => _cleaner.CleanAsync(TestContext.Current.CancellationToken);

    private async Task<BlobId> PutAsync(byte content) =>
        Assert.IsType<BlobPut.Stored>(await _blobs.PutAsync(new MemoryStream([content]))).Id;

    private Task<System.Collections.Immutable.ImmutableArray<Sample>> SamplesAsync() =>
        _states.ReadAsync(new(Sensor, "pm25-ug-per-m3", DateTimeOffset.UnixEpoch, _time.GetUtcNow().AddDays(1), 10));
}
