using System.Collections.Immutable;
using GridCity.Cities.Model;

namespace GridCity.Cities.Generation;

/// <summary>
/// A crossing of two main roads with right-hand traffic: four arms, each with a lane for turning left, going on and turning
/// right, and a crossing for pedestrians. Four phases: both ends of a road go on, then both turn left.
/// </summary>
public static class UsualCrossing
{
    /// <summary>Clockwise, so that an arm's left turn leads to the next one.</summary>
    private static readonly string[] Arms = ["n", "e", "s", "w"];

    private static readonly string[] TurnNames = ["left", "on", "right"];

    private const int Left = 0, Through = 1, Right = 2, Turns = 3, ArmsCount = 4, Pedestrians = ArmsCount * Turns;
    private const double Metres = 150, Speed = 13.9;

    public static LayoutDrawing Make(string code) => new(
        code,
        [.. Arms.SelectMany(_ => TurnNames, (arm, turn) => new DrawnLane($"{arm}-{turn}", Metres, Speed, $"{arm}-in"))],
        [.. Arms.Select(arm => new DrawnLane($"{arm}-out", Metres, Speed, $"{arm}-out"))],
        [
            .. Movements.Select(one => new DrawnGroup([[$"{Arms[one.From]}-{TurnNames[one.Turn]}", $"{Arms[one.To]}-out"]])),
            .. Arms.Select(_ => new DrawnGroup([], Pedestrian: true)),
        ],
        [.. Conflicts()],
        [Going("north-south", 0), Turning("north-south left", 0), Going("east-west", 1), Turning("east-west left", 1)],
        new(Yellow: 3, AllRed: 2, MinimumGreen: 5, PedestrianGreen: 7, PedestrianClearance: 12, MaximumRed: 180),
        [
            new("day", [[1, 35], [2, 20], [3, 35], [4, 20]]),
            new("rush", [[1, 50], [2, 25], [3, 40], [4, 25]], Offset: 10),
            new("night", [[1, 25], [2, 20], [3, 25], [4, 20]]),
        ],
        [new("rush", "12345", "07:00", "09:30"), new("rush", "12345", "16:30", "19:00"), new("night", "", "23:00", "06:00")]);

    private static IEnumerable<(int From, int Turn, int To)> Movements =>
        from arm in Enumerable.Range(0, ArmsCount) from turn in Enumerable.Range(0, Turns) select (arm, turn, (arm + turn + 1) % ArmsCount);

    private static IEnumerable<ImmutableArray<int>> Conflicts()
    {
        var all = Movements.ToList();
        for (var one = 0; one < all.Count; one++)
            for (var other = one + 1; other < all.Count; other++)
                if (DoConflict(all[one], all[other])) yield return [one, other];
        for (var one = 0; one < all.Count; one++)
            foreach (var arm in (int[])[all[one].From, all[one].To])
                yield return [one, Pedestrians + arm];
    }

    /// <summary>Ways from two arms that merge or cross; right turns cross nobody, opposite left turns pass each other.</summary>
    private static bool DoConflict((int From, int Turn, int To) one, (int From, int Turn, int To) other)
    {
        if (one.From == other.From) return false;
        if (one.To == other.To) return true;
        if (one.Turn == Right || other.Turn == Right) return false;
        var areOpposite = (one.From + 2) % ArmsCount == other.From;
        return !areOpposite || one.Turn != other.Turn;
    }

    private static DrawnPhase Going(string name, int arm) => Phase(name, 7, 60, (from, turn) =>
        IsOn(from, arm) && turn == Through ? 'G' : IsOn(from, arm) && turn == Right ? 'g' : 'r', crossed => IsOn(crossed, arm) ? 'r' : 'G');

    private static DrawnPhase Turning(string name, int arm) =>
        Phase(name, 5, 30, (from, turn) => IsOn(from, arm) && turn == Left ? 'G' : 'r', _ => 'r');

    private static DrawnPhase Phase(string name, int least, int most, Func<int, int, char> vehicles, Func<int, char> pedestrians) => new(
        name,
        string.Concat(Movements.Select(one => vehicles(one.From, one.Turn)).Concat(Enumerable.Range(0, ArmsCount).Select(pedestrians))),
        least,
        most);

    private static bool IsOn(int one, int arm) => one % 2 == arm % 2;
}
