namespace GridCity.Testing;

/// <summary>Tells xunit.v3 that a test could not run here; thrown also where no test framework is at hand.</summary>
public sealed class SkippedException(string reason) : Exception("$XunitDynamicSkip$" + reason);
