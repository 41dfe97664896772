using GridCity.Silo.Tests.Support;

[assembly: AssemblyFixture(typeof(SharedSilo))]

namespace GridCity.Silo.Tests.Support;

/// <summary>One silo with one crew for all tests that bring cases of their own.</summary>
public sealed class SharedSilo : IAsyncLifetime
{
    internal TestSilo Silo { get; private set; } = null!;

    internal Crew Crew { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Silo = await TestSilo.StartAsync();
        Crew = await Crew.OfAsync(Silo);
    }

    public ValueTask DisposeAsync() => Silo is null ? default : Silo.DisposeAsync();
}
