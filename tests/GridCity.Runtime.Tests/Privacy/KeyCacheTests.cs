using GridCity.Runtime.Privacy;
using GridCity.Runtime.Simulation;

namespace GridCity.Runtime.Tests.Privacy;

public sealed class KeyCacheTests
{
    private static readonly TimeSpan Age = TimeSpan.FromSeconds(60);

    private readonly ManualTimeProvider _time = new();

    [Fact]
    public void It_never_holds_more_than_it_may()
    {
        var cache = new KeyCache(100, Age, _time);

        foreach (var _ in Enumerable.Range(0, 1000))
        {
            cache.Add(Guid.NewGuid(), []);
            Assert.InRange(cache.Count, 1, 100);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(29)]
    public void No_key_outlives_its_age_whenever_it_came(int secondsBefore)
    {
        var cache = new KeyCache(100, Age, _time);
        var person = Guid.NewGuid();
        _time.Advance(TimeSpan.FromSeconds(secondsBefore));
        cache.Add(person, []);
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.NotNull(cache.Find(person));

        _time.Advance(Age);

        Assert.Null(cache.Find(person));
    }

    [Fact]
    public void Visits_do_not_make_a_key_live_longer()
    {
        var cache = new KeyCache(100, Age, _time);
        var person = Guid.NewGuid();
        cache.Add(person, []);

        for (var seconds = 0; seconds < 60; seconds += 5)
        {
            _time.Advance(TimeSpan.FromSeconds(5));
            cache.Find(person);
        }

        Assert.Null(cache.Find(person));
    }

    [Fact]
    public void A_removed_key_is_gone_at_once()
    {
        var cache = new KeyCache(100, Age, _time);
        var person = Guid.NewGuid();
        cache.Add(person, []);
        _time.Advance(Age / 2);
        cache.Find(person);

        cache.Remove(person);

        Assert.Null(cache.Find(person));
    }
}
