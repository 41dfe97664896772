namespace GridCity.Bench.Traffic;

/// <summary>Which scenarios are run.</summary>
/// <param name="Scenarios">A folder of scenario folders, or one of them.</param>
/// <param name="Seeds">Runs of each; twice as many where chance decides much.</param>
/// <param name="Scale">Demand is multiplied by it.</param>
internal sealed record SignalSettings(string Scenarios, int Seeds, double Scale);
