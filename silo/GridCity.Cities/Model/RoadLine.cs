namespace GridCity.Cities.Model;

/// <summary>A road in one direction between signalised intersections, as escorts need it.</summary>
/// <param name="From">Code of the intersection where it begins; empty where it comes from outside.</param>
/// <param name="FromRoad">The road of that intersection's exits, as its layout names it; empty from outside.</param>
/// <param name="To">Code of the intersection where it ends; empty where it leads outside.</param>
/// <param name="ToRoad">The road of that intersection's lanes, as its layout names it; empty to outside.</param>
/// <param name="Metres">Its length.</param>
/// <param name="KilometresPerHour">The speed allowed on it.</param>
public sealed record RoadLine(
    string Code, string From, string FromRoad, string To, string ToRoad, int Metres, int KilometresPerHour)
{
    private const double SecondsPerHour = 3_600, MetresPerKilometre = 1_000;

    public double MetresPerSecond => KilometresPerHour * MetresPerKilometre / SecondsPerHour;
}
