using GridCity.Conformance.Engines;

namespace GridCity.Runtime.Tests.Engine;

/// <summary>The local engine keeps every engine's promises.</summary>
public sealed class LocalEngineTests(LocalEngineUnderTest it) : EngineConformance(it), IClassFixture<LocalEngineUnderTest>;
