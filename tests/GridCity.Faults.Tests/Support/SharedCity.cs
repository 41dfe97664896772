using GridCity.Faults.Tests.Support;

[assembly: CollectionBehavior(DisableTestParallelization = true)]
[assembly: AssemblyFixture(typeof(SharedCity))]

namespace GridCity.Faults.Tests.Support;

/// <summary>
/// One city that suffers everything, one thing after the other: its book grows from test to test and is held against
/// its data after each. A test that fails leaves it to nobody: the next one gets a new city.
/// </summary>
public sealed class SharedCity : IAsyncDisposable
{
    private const int Silos = 2;

    private FaultCity? _city;

    /// <summary>The city, sound, with its first silo serving.</summary>
    internal async Task<FaultCity> TakeAsync()
    {
        if (_city is { IsSound: false }) await DisposeAsync();
        _city ??= await FaultCity.StartAsync(Silos);
        _city.IsSound = false;
        return _city;
    }

    public async ValueTask DisposeAsync()
    {
        if (_city is not null) await _city.DisposeAsync();
        _city = null;
    }
}
