namespace GridCity.Silo.Junctions;

/// <summary>The times of the link, the same for every controller; docs/junctions.md tells its makers.</summary>
internal static class LinkRules
{
    /// <summary>Silence that makes either side fall back.</summary>
    public static readonly TimeSpan SilenceMax = TimeSpan.FromSeconds(3);

    /// <summary>Readings in a row, a second apart, after which a link is steady: one that flaps must not fill the journal.</summary>
    public const int SteadyReadings = 5;

    /// <summary>Readings in a row that show something else than was ordered, after which the controller is not believed to obey.</summary>
    public const int DisobeyedMax = 3;

    /// <summary>Intersections of one stream.</summary>
    public const int NumberMax = 4_096;

    /// <summary>Messages that wait for a controller that does not read; one more ends its stream.</summary>
    public const int WaitingMax = 16;
}
