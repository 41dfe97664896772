using GridCity.Protos.Figures.V1;
using GridCity.Runtime.Engine;
using GridCity.Silo.Cities;
using GridCity.Silo.Edges;
using GridCity.Silo.Edges.Lists;
using GridCity.Silo.Figures;
using GridCity.Silo.Tests.Support;
using GridCity.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace GridCity.Silo.Tests.Figures;

/// <summary>However many look at an area, its figures are made once.</summary>
public sealed class FanoutTests
{
    private const int Cockpits = 50;

    [Fact]
    public async Task Everybody_who_looks_at_an_area_is_given_the_same_message()
    {
        await using var silo = await TestSilo.StartAsync();
        var crew = await Crew.OfAsync(silo);
        var city = LoadedCity.Load(silo.Folder);
        var edition = new ListEdition(silo.Database.Source);
        var clock = new GridClock(TimeProvider.System);
        await using var parts = new FigureParts(
            silo.Database.Source, city, new CaseQueues(silo.Database.Source, new(6, 9, 12), edition), edition, clock, "", NullLogger.Instance);
        var view = new View(new(SmallCity.Pack.Cells[0].Code[..4], ""), 15);
        var readers = Enumerable.Range(0, Cockpits).Select(_ => parts.Fanout.WatchAsync(view, CancellationToken.None).GetAsyncEnumerator()).ToList();
        foreach (var reader in readers) Assert.True((await FirstAsync(reader)).All);
        Assert.Equal(Cockpits, parts.Fanout.Streams);
        var made = parts.Fanout.Made;

        var registered = await crew.RegisterAsync();
        var told = await Task.WhenAll(readers.Select(UntilOpenAsync));

        Assert.Single(told.Distinct(ReferenceEqualityComparer.Instance));
        Assert.Equal(1, told[0].Figures.Open);
        Assert.Contains(registered.Cell, told[0].Parts.Areas);
        Assert.InRange(parts.Fanout.Made - made, 1, 10);
        foreach (var reader in readers) await reader.DisposeAsync();
        Assert.Equal(0, parts.Fanout.Streams);
    }

    private static async Task<WatchFiguresReply> FirstAsync(IAsyncEnumerator<WatchFiguresReply> reader)
    {
        Assert.True(await Eventually.Gives(reader.MoveNextAsync().AsTask(), "a message of figures"));
        return reader.Current;
    }

    private static async Task<WatchFiguresReply> UntilOpenAsync(IAsyncEnumerator<WatchFiguresReply> reader)
    {
        while (true)
            if (await FirstAsync(reader) is { Figures.Open: > 0 } told) return told;
    }
}
