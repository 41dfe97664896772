using GridCity.Grains.Cities;

namespace GridCity.Grains.DutyGrids;

/// <summary>
/// Who of those on duty gets the next task: the nearest of those who hold fewest, which is the nearest free one while
/// anybody is free. Who was not seen yet comes after all who were; of equals, who came first.
/// </summary>
internal sealed class TaskChoice
{
    private readonly Candidate[] _candidates;
    private readonly int _tasksMax;

    public TaskChoice(DutyGridState state, DecisionContext context)
    {
        _tasksMax = context.City.Limits.InspectorTasksMax;
        _candidates = [.. state.OnDuty.Select(watch => new Candidate(watch.Inspector, watch.SeenNow(context.Sightings)?.Place))];
        var byCode = _candidates.ToDictionary(one => one.Inspector);
        foreach (var open in state.Tasks)
        {
            if (open.Inspector is { } holder && byCode.TryGetValue(holder, out var one)) one.Tasks++;
        }
    }

    /// <summary>Chooses, and counts the task to whom it goes.</summary>
    /// <returns>Code of the inspector; null when nobody on duty has room for another task.</returns>
    public string? Next(Place? site)
    {
        Candidate? best = null;
        foreach (var one in _candidates)
        {
            if (one.Tasks < _tasksMax && (best is null || one.IsBetterThan(best, site))) best = one;
        }

        if (best is not null) best.Tasks++;
        return best?.Inspector;
    }

    private sealed class Candidate(string inspector, Place? place)
    {
        public string Inspector => inspector;

        public int Tasks { get; set; }

        public bool IsBetterThan(Candidate other, Place? site) =>
            Tasks != other.Tasks ? Tasks < other.Tasks : MetresTo(site) < other.MetresTo(site);

        private double MetresTo(Place? site) =>
            site is not { } there ? 0 : place is { } here ? here.MetresTo(there) : double.MaxValue;
    }
}
