namespace GridCity.Sumo.Incidents;

/// <summary>How right a run's reports were.</summary>
/// <param name="Stopped">Vehicles that were stopped.</param>
/// <param name="Found">Of them reported within <see cref="SecondsMax"/>.</param>
/// <param name="Reports">All reports.</param>
/// <param name="Right">Of them on a road where a vehicle stood, or had stood until a minute before.</param>
/// <param name="Seconds">From the stop to the report, of each that was found.</param>
public sealed record IncidentScore(int Stopped, int Found, int Reports, int Right, IReadOnlyList<long> Seconds)
{
    /// <summary>A report that comes later finds nothing.</summary>
    public const int SecondsMax = 120;

    private const int AfterEndSeconds = 60;

    public static IncidentScore Of(IReadOnlyList<StoppedVehicle> stopped, IReadOnlyList<IncidentReport> reports)
    {
        var seconds = stopped.Select(one => First(one, reports)).OfType<long>().Where(after => after <= SecondsMax).ToArray();
        var right = reports.Count(report => stopped.Any(one => IsAbout(report, one)));
        return new(stopped.Count, seconds.Length, reports.Count, right, seconds);
    }

    /// <summary>Runs together.</summary>
    public static IncidentScore operator +(IncidentScore one, IncidentScore other) => new(
        one.Stopped + other.Stopped, one.Found + other.Found, one.Reports + other.Reports, one.Right + other.Right,
        [.. one.Seconds, .. other.Seconds]);

    private static long? First(StoppedVehicle one, IReadOnlyList<IncidentReport> reports) =>
        reports.Where(report => IsAbout(report, one)).Select(report => (long?)(report.Second - one.Second)).Min();

    private static bool IsAbout(IncidentReport report, StoppedVehicle one) =>
        report.Incident.Road == one.Road && report.Second >= one.Second && report.Second <= one.End + AfterEndSeconds;
}
