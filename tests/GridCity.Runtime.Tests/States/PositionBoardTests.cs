using GridCity.Grains.DutyGrids;
using GridCity.Runtime.States;
using GridCity.Testing;

namespace GridCity.Runtime.Tests.States;

/// <summary>Where inspectors are and were, on both stores.</summary>
public sealed class PositionBoardTests
{
    private const string Walker = "inspector-7";

    private static readonly DateTimeOffset Morning = new(2026, 5, 4, 8, 0, 0, TimeSpan.Zero);
    private static readonly Sighting Early = At(0), Later = At(10), Latest = At(20);

    [Fact]
    public Task In_memory() => PlayAsync(new MemoryStateStore());

    [Fact]
    public async Task On_PostgreSQL()
    {
        await using var database = await TestDatabase.CreateAsync();
        await PlayAsync(new PostgresStateStore(database.Source));
    }

    private static async Task PlayAsync(IStateStore store)
    {
        var (one, other) = (new PositionBoard(store), new PositionBoard(store));
        Assert.Null(one.Of(Walker));

        await one.ReportAsync(Walker, [Later, Early]);
        await one.ReportAsync(Walker, [Early]);
        Assert.Equal(Later, one.Of(Walker));
        Assert.Null(other.Of(Walker));

        await other.RefreshAsync([Walker, "inspector-8"]);
        Assert.Equal(Later, other.Of(Walker));
        await other.ReportAsync(Walker, [Latest]);
        await one.RefreshAsync([Walker]);
        Assert.Equal(Latest, one.Of(Walker));

        Assert.Equal([Early, Later, Latest], await one.TrackAsync(Walker, Morning, Morning.AddHours(1), countMax: 10));
        Assert.Equal([Later], await one.TrackAsync(Walker, Later.At, Latest.At, countMax: 10));
    }

    private static Sighting At(int minutes) =>
        new(new(120.13 + (minutes / 1_000.0), 30.26), AccuracyMetres: minutes + 5, Morning.AddMinutes(minutes));
}
