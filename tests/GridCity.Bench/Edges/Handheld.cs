using Google.Protobuf.WellKnownTypes;
using GridCity.Bench.Load;
using GridCity.Client;
using GridCity.Protos.Field.V1;
using GridCity.Protos.Type.V1;

namespace GridCity.Bench.Edges;

/// <summary>
/// One inspector's device, an hour offline: 8 reports, 5 things put right at once, 2 verifications, 2 checks, 3 lots of 20
/// positions; and 5 photos of 60 kB that five of the acts name.
/// </summary>
internal sealed class Handheld(int number, DateTimeOffset shiftSince)
{
    public const int ActsCount = 20;
    public const int PhotosCount = 5;
    public const int PhotoBytes = 60_000;
    public const int VerifiesCount = 2;
    public const int ChecksCount = 2;

    private const int PositionsPerAct = 20;

    private readonly Random _random = new(number);
    private readonly List<OfflineAct> _acts = [];
    private readonly string?[] _digests = new string?[PhotosCount];

    public IReadOnlyList<OfflineAct> Acts => _acts;

    /// <param name="toVerify">Cases that wait for a look before filing.</param>
    /// <param name="toCheck">Cases that wait for a look before closing.</param>
    public Handheld Worked(IEnumerable<string> toVerify, IEnumerable<string> toCheck)
    {
        for (var at = 0; at < 8; at++) Add(new() { Report = Report(at < 3 ? Digest(at) : null) });
        foreach (var @case in toVerify)
            Add(new() { Verify = new() { CommandId = Id(), CaseId = @case, Found = true, OnSite = OnSite(Digest(3)) } });
        foreach (var @case in toCheck)
            Add(new() { Check = new() { CommandId = Id(), CaseId = @case, Passed = true, OnSite = OnSite(Digest(4)) } });
        for (var at = 0; at < 5; at++) Add(new() { SelfHandle = SelfHandle() });
        for (var at = 0; at < 3; at++) Add(new() { Positions = Positions(at) });
        return this;
    }

    /// <returns>Answers, in the order of the acts.</returns>
    public Task<IReadOnlyList<OfflineAnswer>> ComeBackAsync(GridCityClient client) =>
        client.Field.ComeBackAsync(new([.. Enumerable.Range(0, PhotosCount).Select(Taken)], _acts));

    private OfflinePhoto Taken(int at) => new(new() { Digest = Digest(at) }, () => Photo(at));

    private void Add(OfflineAct act) => _acts.Add(act);

    /// <summary>A minute apart, over the last hour.</summary>
    private DateTimeOffset Now => TimeProvider.System.GetUtcNow().AddMinutes(-60 + _acts.Count);

    /// <summary>Ids in the order of the acts, so that the journal's order can be compared with theirs.</summary>
    private string Id() => Guid.CreateVersion7(shiftSince.AddMilliseconds(_acts.Count)).ToString("D");

    private OnSite OnSite(string? photo)
    {
        var site = new OnSite { HappenedAt = Timestamp.FromDateTimeOffset(Now) };
        if (photo is not null) site.Photos.Add(photo);
        return site;
    }

    private ReportRequest Report(string? photo) => new()
    {
        CommandId = Id(), Category = Category(), Place = Place(), Address = $"{_random.Next(1, 400)} Lakeside Road",
        Description = "The cover is broken and rattles whenever a car passes.", OnSite = OnSite(photo),
    };

    private SelfHandleRequest SelfHandle() => new()
    {
        CommandId = Id(), Category = Category(), Place = Place(), Result = "Swept up at once.", OnSite = OnSite(null),
    };

    private ReportPositionsRequest Positions(int lot) => new()
    {
        Positions =
        {
            Enumerable.Range(0, PositionsPerAct).Select(at => new Position
            {
                Place = Place(), AccuracyMetres = 5,
                At = Timestamp.FromDateTimeOffset(shiftSince.AddMilliseconds(100 + (lot * PositionsPerAct) + at)),
            }),
        },
    };

    private string Category() => BenchCity.Categories[_random.Next(BenchCity.Categories.Length)];

    private Point Place() => new()
    {
        Latitude = BenchCity.South + (_random.NextDouble() * (BenchCity.North - BenchCity.South)),
        Longitude = BenchCity.West + (_random.NextDouble() * (BenchCity.East - BenchCity.West)),
    };

    /// <summary>Reckoned beforehand: ten thousand at the moment of coming back would hold up whoever measures.</summary>
    private string Digest(int at) => _digests[at] ??= PhotosClient.NameOf(Photo(at)).Digest;

    /// <summary>Made anew each time: ten thousand photos in memory would slow down whoever measures.</summary>
    private byte[] Photo(int at)
    {
        var bytes = new byte[PhotoBytes];
        new Random((number * PhotosCount) + at).NextBytes(bytes);
        ((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF, 0xE0]).CopyTo(bytes);
        return bytes;
    }
}
