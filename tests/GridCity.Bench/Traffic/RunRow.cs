using CsvHelper.Configuration.Attributes;
using GridCity.Sumo.Runs;

namespace GridCity.Bench.Traffic;

/// <summary>One run as a row of the bench's CSV; the first columns are those of <c>reference.csv</c>.</summary>
internal sealed class RunRow
{
    [Name("scenario")]
    public string Scenario { get; set; } = "";

    [Name("controller")]
    public string Controller { get; set; } = "";

    [Name("seed")]
    public int Seed { get; set; }

    [Name("scheduled")]
    public int Scheduled { get; set; }

    [Name("finished")]
    public int Finished { get; set; }

    [Name("undeparted")]
    public int Undeparted { get; set; }

    [Name("att_all")]
    public double TimeInSystem { get; set; }

    [Name("delay_all")]
    public double Delay { get; set; }

    [Name("wait_all")]
    public double Wait { get; set; }

    [Name("delay_p95")]
    public double DelayP95 { get; set; }

    [Name("delay_max")]
    public double DelayMax { get; set; }

    [Name("gridlocked"), Optional]
    public bool IsGridlocked { get; set; }

    [Name("conflicting_greens"), Optional]
    public int Conflicts { get; set; }

    [Name("short_yellow"), Optional]
    public int Yellow { get; set; }

    [Name("short_green"), Optional]
    public int MinimumGreen { get; set; }

    [Name("long_red"), Optional]
    public int MaximumRed { get; set; }

    [Name("decisions"), Optional]
    public long Decisions { get; set; }

    [Name("decision_us"), Optional]
    public double DecisionMicroseconds { get; set; }

    [Name("scale"), Optional]
    public double Scale { get; set; } = 1;

    [Name("build"), Optional]
    public string Build { get; set; } = "";

    public static RunRow Of(RunResult result, double scale, string build) => new()
    {
        Scenario = result.Scenario,
        Controller = result.Controller,
        Seed = result.Seed,
        Scheduled = result.Figures.Scheduled,
        Finished = result.Figures.Finished,
        Undeparted = result.Figures.Undeparted,
        TimeInSystem = Math.Round(result.Figures.TimeInSystemSeconds, 2),
        Delay = Math.Round(result.Figures.DelaySeconds, 2),
        Wait = Math.Round(result.Figures.WaitSeconds, 2),
        DelayP95 = Math.Round(result.Figures.DelayP95Seconds, 1),
        DelayMax = Math.Round(result.Figures.DelayMaxSeconds, 1),
        IsGridlocked = result.Figures.IsGridlocked,
        Conflicts = result.Safety.Conflicts,
        Yellow = result.Safety.Yellow,
        MinimumGreen = result.Safety.MinimumGreen,
        MaximumRed = result.Safety.MaximumRed,
        Decisions = result.Decisions,
        DecisionMicroseconds = Math.Round(result.DecisionMicroseconds, 2),
        Scale = scale,
        Build = build,
    };

    /// <summary>What no run of a sound signal has.</summary>
    [Ignore]
    public int Breaches => Conflicts + Yellow + MinimumGreen + MaximumRed;

    /// <summary>Also where <c>reference.csv</c> has no column for it.</summary>
    [Ignore]
    public bool StoodStill => IsGridlocked || (Scheduled - Finished) * 10 > Scheduled;
}
