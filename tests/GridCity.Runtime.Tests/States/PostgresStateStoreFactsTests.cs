using System.Globalization;
using GridCity.Grains;
using GridCity.Runtime.States;
using GridCity.Testing;

namespace GridCity.Runtime.Tests.States;

/// <summary>What only the store on PostgreSQL can get wrong.</summary>
public sealed class PostgresStateStoreFactsTests
{
    private static readonly GrainId Sensor = new("sensor", "air-1");
    private static readonly DateTimeOffset Noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Silos_that_meet_a_new_day_at_once_make_one_partition()
    {
        await using var database = await TestDatabase.CreateAsync();

        await Task.WhenAll(Enumerable.Range(0, 8).Select(silo =>
            new PostgresStateStore(database.Source).AppendAsync([new(Sensor, "x", Noon, silo)])));

        Assert.Equal(8, await database.ScalarAsync<long>("SELECT count(*) FROM sample_20260302"));
    }

    [Fact]
    public async Task A_day_that_another_silo_dropped_is_made_again()
    {
        await using var database = await TestDatabase.CreateAsync();
        var (store, other) = (new PostgresStateStore(database.Source), new PostgresStateStore(database.Source));
        await store.AppendAsync([new(Sensor, "x", Noon, 1)]);
        await other.DropBeforeAsync(new DateOnly(2026, 3, 3));

        await store.AppendAsync([new(Sensor, "x", Noon, 2)]);

        Assert.Equal(1, await database.ScalarAsync<long>("SELECT count(*) FROM sample"));
    }

    [Fact]
    public async Task Four_years_of_real_hourly_readings_go_in_and_come_out()
    {
        var file = SharedData.Find("data/sensors-beijing-air/PRSA_Data_Dingling_20130301-20170228.csv.gz");
        await using var database = await TestDatabase.CreateAsync();
        var store = new PostgresStateStore(database.Source);
        var readings = await ReadingsAsync(file);

        foreach (var month in readings.Chunk(30 * 24)) await store.AppendAsync(month);

        var read = await store.ReadAsync(new(Sensor, "pm25-ug-per-m3", readings[0].At, readings[^1].At.AddHours(1), readings.Length + 1));
        Assert.Equal(readings, read);
    }

    /// <summary>Columns No, year, month, day, hour, PM2.5, …; NA where the station was silent.</summary>
    private static async Task<Sample[]> ReadingsAsync(string file)
    {
        await using var unpacked = new System.IO.Compression.GZipStream(File.OpenRead(file), System.IO.Compression.CompressionMode.Decompress);
        using var reader = new StreamReader(unpacked);
        var samples = new List<Sample>();
        await reader.ReadLineAsync();
        while (await reader.ReadLineAsync() is { } line)
        {
            var fields = line.Split(',');
            int Whole(int index) => int.Parse(fields[index], CultureInfo.InvariantCulture);
            if (!double.TryParse(fields[5], CultureInfo.InvariantCulture, out var value)) continue;
            var at = new DateTimeOffset(Whole(1), Whole(2), Whole(3), Whole(4), 0, 0, TimeSpan.FromHours(8));
            samples.Add(new(Sensor, "pm25-ug-per-m3", at.ToUniversalTime(), value));
        }

        return [.. samples];
    }
}
