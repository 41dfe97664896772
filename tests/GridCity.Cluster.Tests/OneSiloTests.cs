using GridCity.Conformance.Engines;

namespace GridCity.Cluster.Tests;

public sealed class OneSilo() : TestClusterUnderTest(silos: 1)
{
    public override EngineUnderTest Another() => new OneSilo();
}

/// <summary>A cluster of one silo keeps every engine's promises.</summary>
public sealed class OneSiloTests(OneSilo it) : EngineConformance(it), IClassFixture<OneSilo>;
