using System.Globalization;
using System.Xml.Linq;
using GridCity.Sumo.Networks;
using GridCity.Sumo.Scenarios;

namespace GridCity.Sumo.Runs;

/// <summary>What one run cost its drivers. Everybody counts whose scheduled departure lies in the run's time.</summary>
/// <param name="Scheduled">Vehicles counted.</param>
/// <param name="Finished">Arrived.</param>
/// <param name="Running">Still driving at the end.</param>
/// <param name="Undeparted">Never found room to start.</param>
/// <param name="DelaySeconds">
/// <c>delay_all</c>, the mean: departure delay and time lost of who started, all the waiting of who did not.
/// </param>
/// <param name="WaitSeconds">The same with halting instead of lost time.</param>
/// <param name="TimeInSystemSeconds">From the scheduled departure to the arrival, or to the end.</param>
/// <param name="DelayP95Seconds">Of 100 vehicles 95 lost no more.</param>
/// <param name="DelayMaxSeconds">The unluckiest.</param>
public sealed record DelayFigures(
    int Scheduled, int Finished, int Running, int Undeparted, double DelaySeconds, double WaitSeconds, double TimeInSystemSeconds,
    double DelayP95Seconds, double DelayMaxSeconds)
{
    /// <summary>More than a tenth of all vehicles had not arrived at the end: the streets stood still.</summary>
    public bool IsGridlocked => (Running + Undeparted) * 10 > Scheduled;
}

/// <summary>Reads SUMO's trip file; the demand's own files say who should have been there.</summary>
internal static class DelayMetric
{
    public static DelayFigures Read(string tripFile, Scenario scenario, int end)
    {
        var trips = SumoXml.Stream(tripFile).Where(element => element.Name == "tripinfo")
            .Select(Trip.Of).ToDictionary(trip => trip.Id, StringComparer.Ordinal);
        var scheduled = Scheduled(scenario, trips);
        if (scheduled.Count == 0)
            throw new SumoException($"{scenario.Configuration}: no vehicle departs between {scenario.Begin} and {end}");
        var all = scheduled.Select(vehicle => trips.TryGetValue(vehicle.Key, out var trip)
            ? trip.Cost(vehicle.Value, end)
            : new Cost(end - vehicle.Value, end - vehicle.Value, end - vehicle.Value, Fate.Undeparted)).ToArray();
        var delays = all.Select(cost => cost.Delay).Order().ToArray();
        return new(
            all.Length, all.Count(cost => cost.Fate == Fate.Finished), all.Count(cost => cost.Fate == Fate.Running),
            all.Count(cost => cost.Fate == Fate.Undeparted), delays.Average(), all.Average(cost => cost.Wait),
            all.Average(cost => cost.InSystem),
            delays[Math.Min(delays.Length - 1, (int)(0.95 * delays.Length))], delays[^1]);
    }

    /// <summary>
    /// Vehicles and trips of the route files. Where demand is scaled or made of flows, who is on the list is known to
    /// SUMO alone, and its trip file names everybody, also who never started.
    /// </summary>
    private static Dictionary<string, double> Scheduled(Scenario scenario, Dictionary<string, Trip> trips)
    {
        var listed = new Dictionary<string, double>(StringComparer.Ordinal);
        var isListed = scenario.Scale == 1;
        foreach (var element in isListed ? scenario.Routes.SelectMany(SumoXml.Stream) : [])
        {
            if (element.Name == "flow") isListed = false;
            if (element.Name != "vehicle" && element.Name != "trip") continue;
            if (Departure(element) is { } departure) listed[SumoXml.Text(element, "id")] = departure;
            else isListed = false;
        }

        return (isListed ? listed : trips.Values.ToDictionary(trip => trip.Id, trip => trip.ScheduledSeconds(scenario.End)))
            .Where(vehicle => vehicle.Value >= scenario.Begin && vehicle.Value < scenario.End).ToDictionary();
    }

    private static double? Departure(XElement vehicle) =>
        double.TryParse((string?)vehicle.Attribute("depart"), NumberStyles.Float, CultureInfo.InvariantCulture, out var second)
            ? second
            : null;

    private enum Fate
    {
        Finished,
        Running,
        Undeparted,
    }

    private readonly record struct Cost(double Delay, double Wait, double InSystem, Fate Fate);

    private sealed record Trip(string Id, double Depart, double DepartDelay, double Arrival, double TimeLoss, double Waiting)
    {
        /// <summary>For who never started SUMO gives as departure -1 and as delay the time it has waited until the end.</summary>
        public double ScheduledSeconds(double end) => (Depart >= 0 ? Depart : end) - DepartDelay;

        public static Trip Of(XElement trip) => new(
            SumoXml.Text(trip, "id"), SumoXml.Number(trip, "depart"), SumoXml.Number(trip, "departDelay"),
            SumoXml.Number(trip, "arrival"), SumoXml.Number(trip, "timeLoss"), SumoXml.Number(trip, "waitingTime"));

        public Cost Cost(double scheduled, double end)
        {
            if (Depart < 0) return new(end - scheduled, end - scheduled, end - scheduled, Fate.Undeparted);
            var late = Math.Max(0, Depart - scheduled);
            var arrived = Arrival >= 0;
            return new(late + TimeLoss, late + Waiting, (arrived ? Arrival : end) - scheduled, arrived ? Fate.Finished : Fate.Running);
        }
    }
}
