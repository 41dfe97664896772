using System.Collections.Concurrent;
using System.Collections.Immutable;
using GridCity.Grains;
using GridCity.Grains.Cities;
using GridCity.Grains.DutyGrids;
using GridCity.Grains.Inspectors;

namespace GridCity.Runtime.States;

/// <summary>
/// Where inspectors are and were. Tracks are samples, dropped by the day; the newest position of each is a checkpoint as
/// well, so that every silo finds it, and in memory, so that a decision need not wait for it.
/// </summary>
public sealed class PositionBoard(IStateStore store) : ISightings
{
    /// <summary>Positions of one report: a handheld that was offline for a shift sends it in a few.</summary>
    public const int ReportMax = 2_000;

    private const int Format = 1;
    private const string PositionSeries = "position-wgs84";
    private const string AccuracySeries = "position-accuracy-metres";

    private readonly ConcurrentDictionary<string, Sighting> _newest = new();

    public Sighting? Of(string inspector) => _newest.GetValueOrDefault(inspector);

    /// <summary>Keeps what a handheld reports; the same report twice is kept once. Durable on return.</summary>
    /// <param name="inspector">Code of the inspector.</param>
    /// <param name="sightings">In any order; at most <see cref="ReportMax"/>.</param>
    /// <exception cref="Journal.JournalUnavailableException">The database is away; report again.</exception>
    /// <returns>How many were kept.</returns>
    public async Task<int> ReportAsync(string inspector, IReadOnlyList<Sighting> sightings, CancellationToken cancellation = default)
    {
        if (sightings.Count == 0) return 0;
        var grain = InspectorKind.Kind.Id(inspector);
        await store.AppendAsync([.. sightings.SelectMany(seen => Samples(grain, seen))], cancellation);
        var newest = sightings.MaxBy(seen => seen.At)!;
        if (Of(inspector)?.At >= newest.At) return sightings.Count;
        await store.SaveAsync([new(grain, newest.At.UtcTicks, Format, Write(newest))], cancellation);
        Keep(inspector, newest);
        return sightings.Count;
    }

    /// <summary>Reads what was reported to any silo.</summary>
    /// <param name="inspectors">Codes, each once.</param>
    public async Task RefreshAsync(IEnumerable<string> inspectors, CancellationToken cancellation = default)
    {
        foreach (var saved in await store.LoadAsync([.. inspectors.Select(code => InspectorKind.Kind.Id(code))], cancellation))
            if (saved.Format == Format) Keep(saved.Grain.Key, Read(saved.Body.Span));
    }

    /// <summary>The way an inspector went, oldest first.</summary>
    /// <param name="countMax">At most so many positions, the oldest ones.</param>
    public async Task<ImmutableArray<Sighting>> TrackAsync(
        string inspector, DateTimeOffset from, DateTimeOffset until, int countMax, CancellationToken cancellation = default)
    {
        var grain = InspectorKind.Kind.Id(inspector);
        var places = await store.ReadAsync(new(grain, PositionSeries, from, until, countMax), cancellation);
        var accuracies = (await store.ReadAsync(new(grain, AccuracySeries, from, until, countMax), cancellation))
            .GroupBy(sample => sample.At).ToDictionary(same => same.Key, same => same.Max(sample => sample.X));
        return [.. places.Select(sample =>
            new Sighting(new(sample.X, sample.Y!.Value), accuracies.GetValueOrDefault(sample.At), sample.At))];
    }

    private void Keep(string inspector, Sighting seen) =>
        _newest.AddOrUpdate(inspector, seen, (_, known) => known.At >= seen.At ? known : seen);

    private static Sample[] Samples(GrainId grain, Sighting seen) =>
    [
        new(grain, PositionSeries, seen.At, seen.Place.Longitude, seen.Place.Latitude),
        new(grain, AccuracySeries, seen.At, seen.AccuracyMetres),
    ];

    private static byte[] Write(Sighting seen)
    {
        var body = new byte[4 * sizeof(double)];
        BitConverter.TryWriteBytes(body, seen.Place.Longitude);
        BitConverter.TryWriteBytes(body.AsSpan(8), seen.Place.Latitude);
        BitConverter.TryWriteBytes(body.AsSpan(16), seen.AccuracyMetres);
        BitConverter.TryWriteBytes(body.AsSpan(24), seen.At.UtcTicks);
        return body;
    }

    private static Sighting Read(ReadOnlySpan<byte> body) => new(
        new Place(BitConverter.ToDouble(body), BitConverter.ToDouble(body[8..])),
        BitConverter.ToDouble(body[16..]),
        new(BitConverter.ToInt64(body[24..]), TimeSpan.Zero));
}
