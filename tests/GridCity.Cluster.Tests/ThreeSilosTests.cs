using GridCity.Conformance.Engines;

namespace GridCity.Cluster.Tests;

public sealed class ThreeSilos() : TestClusterUnderTest(silos: 3)
{
    public override EngineUnderTest Another() => new ThreeSilos();
}

/// <summary>A cluster of three silos keeps every engine's promises, with one of them killed and replaced.</summary>
public sealed class ThreeSilosTests(ThreeSilos it) : EngineConformance(it), IClassFixture<ThreeSilos>;
