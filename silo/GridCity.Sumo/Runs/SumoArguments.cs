using System.Globalization;
using GridCity.Sumo.Scenarios;

namespace GridCity.Sumo.Runs;

/// <summary>The options that make runs comparable: nobody teleports out of a jam, and everybody is on the list of trips.</summary>
internal static class SumoArguments
{
    public static IEnumerable<string> Of(Scenario scenario, RunSettings settings, string trips, params string[] additional)
    {
        var (seed, scale, more) = (settings.Seed, settings.Scale, settings.MoreRoutes);
        List<string> arguments =
        [
            "-c", scenario.Configuration, "-b", $"{scenario.Begin}", "-e", $"{scenario.End}", "--seed", $"{seed}",
            "--time-to-teleport", "-1",
            "--tripinfo-output", trips, "--tripinfo-output.write-unfinished", "--tripinfo-output.write-undeparted",
            "--no-step-log", "--xml-validation", "never", "--no-warnings", "--duration-log.disable", "--step-length", "1",
        ];
        if (!more.IsDefaultOrEmpty) arguments.AddRange(["-r", string.Join(',', scenario.Routes.Concat(more))]);
        if (additional.Length > 0) arguments.AddRange(["-a", string.Join(',', scenario.Additional.Concat(additional))]);
        if (scale != 1) arguments.AddRange(["--scale", (scenario.Scale * scale).ToString(CultureInfo.InvariantCulture)]);
        return arguments;
    }
}
