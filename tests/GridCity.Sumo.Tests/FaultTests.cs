using System.Diagnostics;
using GridCity.Grains.Intersections;
using GridCity.Grains.Intersections.Safety;
using GridCity.Sumo.Runs;
using GridCity.Sumo.Runs.Faults;
using GridCity.Sumo.Traci;
using GridCity.Testing;

namespace GridCity.Sumo.Tests;

public sealed class FaultTests : IDisposable
{
    private static readonly DetectorRules Strict = DetectorRules.Usual with { MaxPresenceMinutes = 2, NoActivityMinutes = 2 };
    private readonly TestFolder _folder = new();

    [Theory]
    [InlineData(DetectorFaultKind.StuckOn, "left0A0_2 stuck-on")]
    [InlineData(DetectorFaultKind.StuckOff, "left0A0_1 stuck-off")]
    [InlineData(DetectorFaultKind.Noise, "left0A0_1 noise")]
    public void A_detector_that_lies_is_found_and_the_intersection_falls_back_until_it_is_believed_again(
        DetectorFaultKind kind, string says)
    {
        SumoTool.Need();
        var run = Lying(new DetectorLie("A0", says.Split(' ')[0], kind, 60, 600));
        var result = run.Run("adaptive");

        Assert.Equal((0, 549), (result.Safety.Total, result.Figures.Finished));
        Assert.Contains(run.Modes, change => change.Signal == "A0" && change.Mode == SignalMode.Actuated && change.Why == says);
        Assert.Equal(SignalMode.Adaptive, run.Modes.Last(change => change.Signal == "A0").Mode);
    }

    [Fact]
    public void With_most_detectors_lying_a_plan_serves_everybody()
    {
        SumoTool.Need();
        var lanes = new ControlledRun(Fixture.Scenario, new(), Controllers.Ours).Layouts.First(layout => layout.Id == "A0").Lanes;
        var run = Lying([.. lanes.Select(lane => new DetectorLie("A0", lane.Id, DetectorFaultKind.Noise, 60, 1200))]);
        var result = run.Run("adaptive");

        Assert.Equal((0, 549), (result.Safety.Total, result.Figures.Finished));
        Assert.Equal(SignalMode.Plan, run.Modes.Last(change => change.Signal == "A0").Mode);
    }

    [Theory, InlineData("C9", "left0A0_1", "no intersection C9"), InlineData("A0", "none_0", "no approach lane none_0")]
    public void A_lie_about_what_is_not_there_is_refused(string signal, string lane, string why)
    {
        var refused = Assert.Throws<SumoException>(() => Lying(new DetectorLie(signal, lane, DetectorFaultKind.Noise, 0, 9)));

        Assert.Contains(why, refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("-KILL", 60, "SUMO died with exit code")]
    [InlineData("-STOP", 5, "SUMO did not answer for 5 s")]
    public void A_sumo_that_dies_or_stalls_ends_the_run_with_scenario_and_second(string signal, int silence, string says)
    {
        SumoTool.Need();
        var trips = Path.Combine(_folder.Path, "trips.xml");
        var settings = new RunSettings { Trips = trips, Silence = TimeSpan.FromSeconds(silence), Guest = new Saboteur(40, trips, signal) };

        var failure = Assert.Throws<SumoException>(() => new ControlledRun(Fixture.Scenario, settings, Controllers.Ours).Run("adaptive"));
        Assert.StartsWith("pair, adaptive, seed 1, second ", failure.Message, StringComparison.Ordinal);
        Assert.Contains(says, failure.Message, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private static ControlledRun Lying(params DetectorLie[] lies) =>
        new(Fixture.Scenario, new() { Lies = [.. lies], Detectors = Strict }, Controllers.Ours);

    /// <summary>Sends a signal to the SUMO that writes certain trips.</summary>
    private sealed class Saboteur(long at, string trips, string signal) : IRunGuest
    {
        public void BeforeStep(TraciClient client, long second, IReadOnlyList<SafetyState> shown)
        {
            if (second != at) return;
            var sumo = Directory.EnumerateDirectories("/proc").Select(path => Path.GetFileName(path)!)
                .First(id => int.TryParse(id, out _) && IsOurs(CommandLine(id)));
            using var sent = Process.Start("kill", [signal, sumo]);
            sent.WaitForExit();
        }

        public void See(ReadOnlySpan<byte> id, ReadOnlySpan<byte> lane, double metres, double speed)
        {
        }

        private bool IsOurs(string command) =>
            command.StartsWith("sumo\0", StringComparison.Ordinal) && command.Contains(trips, StringComparison.Ordinal);

        private static string CommandLine(string id)
        {
            try
            {
                return File.ReadAllText($"/proc/{id}/cmdline");
            }
            catch (IOException)
            {
                // It ended in between.
                return "";
            }
        }
    }
}
