using GridCity.Sumo.Traci;

namespace GridCity.Sumo.Tests;

public sealed class SumoProcessTests : IDisposable
{
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(60);
    private readonly GridCity.Testing.TestFolder _folder = new();

    [Fact]
    public void It_steps_and_shows_what_it_is_told()
    {
        SumoTool.Need();
        using var sumo = SumoProcess.Start(["-n", Fixture.Pair, "-e", "100", "--no-step-log"], Silence);
        var (client, heard) = (sumo.Client, new Heard());
        client.Subscribe(TraciCodes.Simulation, [""], [TraciCodes.Time], heard);
        client.SetSignals([("A0", new string('r', 20)), ("B0", new string('y', 20))]);
        client.Step(heard);
        client.Step(heard);

        Assert.StartsWith("SUMO ", sumo.Version, StringComparison.Ordinal);
        Assert.Equal([0, 1, 2], heard.Times);
        Assert.Equal(new string('r', 20), client.Get(TraciCodes.Signals, TraciCodes.SignalState, "A0"));
        sumo.Close();
    }

    [Fact]
    public void A_refused_command_says_why()
    {
        SumoTool.Need();
        using var sumo = SumoProcess.Start(["-n", Fixture.Pair, "--no-step-log"], Silence);

        var refused = Assert.Throws<SumoException>(() => sumo.Client.SetSignals([("C0", "r")]));
        Assert.Contains("C0", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_network_that_sumo_does_not_take_ends_with_its_words()
    {
        SumoTool.Need();
        var path = Fixture.Broken(_folder.Path, "<net ", "<nets ");

        var refused = Assert.Throws<SumoException>(() => SumoProcess.Start(["-n", path, "--no-step-log"], Silence));
        Assert.Contains("broken.net.xml", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_sumo_that_dies_is_reported_as_dead()
    {
        SumoTool.Need();
        using var sumo = SumoProcess.Start(["-n", Fixture.Pair, "--no-step-log"], Silence);
        System.Diagnostics.Process.GetProcessById(sumo.Id).Kill();

        // The kernel may have taken a step's request, or its answer, before the process is gone.
        var failure = Record.Exception(() =>
        {
            for (var step = 0; step < 100_000; step++) sumo.Client.Step(new Heard());
        });
        Assert.Contains("SUMO died with exit code", sumo.Explain(Assert.IsType<SumoException>(failure)).Message, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private sealed class Heard : ITraciListener
    {
        public List<double> Times { get; } = [];

        public void Take(byte domain, ReadOnlySpan<byte> id, ref TraciReader values, int count)
        {
            Assert.Equal((TraciCodes.Simulation, 1), (domain, count));
            Assert.Equal((TraciCodes.Time, (byte)0), (values.Byte(), values.Byte()));
            Times.Add(values.DoubleValue());
        }
    }
}
