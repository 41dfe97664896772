using GridCity.Runtime.Components;
using GridCity.Testing;

namespace GridCity.Runtime.Tests.Components;

/// <summary>The register of components over several censuses.</summary>
public sealed class ComponentRegisterTests : IAsyncLifetime
{
    private static readonly CensusEntry
        Lid = new("3301060101000001", "lid", "c1", new(120.1300, 30.26), "water", "good"),
        Lamp = new("3301060201000001", "lamp", "c1", new(120.1301, 30.26), "roads", "good"),
        FarLid = new("3301060101000002", "lid", "c2", new(120.1310, 30.26), "water", "good");

    private TestDatabase _database = null!;
    private int _pieceMax = CensusImport.PieceUsual;

    private ComponentRegister Register => new(_database.Source);

    public async ValueTask InitializeAsync() => _database = await TestDatabase.CreateAsync();

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    /// <summary>In one piece, and in as many as there are components.</summary>
    [Theory]
    [InlineData(CensusImport.PieceUsual)]
    [InlineData(1)]
    public async Task A_census_adds_changes_removes_and_restores_and_what_was_stays_known(int pieceMax)
    {
        _pieceMax = pieceMax;
        Assert.Equal(new(Added: 2, 0, 0, 0), await TakeAsync("one", Lid, Lamp));
        Assert.Equal(new(Added: 1, Changed: 1, Removed: 1, 0), await TakeAsync("two", Lid with { Condition = "damaged" }, FarLid));
        Assert.Equal(new(0, Changed: 0, Removed: 1, Restored: 1), await TakeAsync("three", Lid with { Condition = "damaged" }, Lamp));

        var lid = await Register.FindAsync(Lid.Code);
        Assert.Equal((Lid with { Condition = "damaged" }, null as DateTimeOffset?), (lid!.Entry, lid.RemovedAt));
        var changed = Assert.Single(await Register.ChangesAsync(Lid.Code));
        Assert.Equal(("changed", "two", Lid), (changed.Kind, changed.Edition, changed.Before));
        Assert.Equal(["removed", "restored"], (await Register.ChangesAsync(Lamp.Code)).Select(change => change.Kind));
        Assert.NotNull((await Register.FindAsync(FarLid.Code))!.RemovedAt);
        Assert.Null(await Register.FindAsync("nothing"));
    }

    [Fact]
    public async Task The_same_census_changes_nothing_and_an_earlier_one_may_come_again()
    {
        await TakeAsync("one", Lid);
        Assert.Equal(CensusResult.Nothing, await TakeAsync("one", Lid));
        await TakeAsync("two", Lid, Lamp);
        Assert.Equal(new(0, 0, Removed: 1, 0), await TakeAsync("one", Lid));
        Assert.Equal(CensusResult.Nothing, await TakeAsync("one", Lid));
    }

    [Fact]
    public async Task The_nearest_of_a_category_are_offered_within_reach_and_never_one_that_is_gone()
    {
        await TakeAsync("one", Lid, Lamp, FarLid);
        var near = await Register.NearestAsync("lid", new(120.1308, 30.26), metresMax: 200, countMax: 10);
        Assert.Equal([FarLid, Lid], near.Select(one => one.Entry));
        Assert.InRange(near[0].Metres, 18, 21);
        Assert.Equal([FarLid], (await Register.NearestAsync("lid", new(120.1308, 30.26), 50, 10)).Select(one => one.Entry));
        Assert.Equal([FarLid], (await Register.NearestAsync("lid", new(120.1308, 30.26), 200, 1)).Select(one => one.Entry));

        await TakeAsync("two", Lid, Lamp);
        Assert.Equal([Lid], (await Register.NearestAsync("lid", new(120.1308, 30.26), 200, 10)).Select(one => one.Entry));
    }

    [Fact]
    public async Task Nearest_is_found_by_its_index()
    {
        await _database.ExecuteAsync(
            """
            INSERT INTO component (code, category, cell, longitude, latitude, department, condition)
            SELECT i::text, 'k' || i % 80, 'c', 120 + random() / 2, 30 + random() / 2, '', 'good' FROM generate_series(1, 50000) i;
            ANALYZE component
            """);

        var plan = await _database.ScalarAsync<string>(
            """
            EXPLAIN (FORMAT JSON) SELECT code FROM component WHERE category = 'k7' AND removed_at IS NULL
                AND latitude BETWEEN 30.2 AND 30.203 AND longitude BETWEEN 120.2 AND 120.203
            """);

        Assert.Contains("component_by_place", plan, StringComparison.Ordinal);
    }

    private Task<CensusResult> TakeAsync(string edition, params CensusEntry[] census) =>
        new CensusImport(_database.Source, _pieceMax).RunAsync(census, digest: edition, edition);
}
