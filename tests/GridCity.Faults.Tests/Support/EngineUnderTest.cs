using GridCity.Testing.Silos;

namespace GridCity.Faults.Tests.Support;

/// <summary>The engine of this build: how its silos are started, and how many of a city's places serve at once.</summary>
internal static class EngineUnderTest
{
#if CLUSTER
    /// <summary>Every silo of a cluster serves.</summary>
    public static int ServingOf(int silos) => silos;

    /// <summary>Each silo with a port of its own for the others.</summary>
    public static string[] Arguments() => ["--engine", "orleans", "--cluster", FreePorts.Address()];
#else
    /// <summary>One silo serves, the others stand by.</summary>
    public static int ServingOf(int silos) => Math.Min(silos, 1);

    public static string[] Arguments() => ["--engine", "local"];
#endif
}
