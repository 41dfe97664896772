using System.Collections.Immutable;
using GridCity.Grains.Cases;
using GridCity.Grains.Cities;

namespace GridCity.Grains.DutyGrids;

/// <summary>What one duty grid (责任网格) knows. Folded from <see cref="DutyGridEvent"/>s only.</summary>
/// <param name="Cells">Codes of its unit cells, in order.</param>
/// <param name="Appointed">Codes of the inspectors who walk it by the city's data, in order; others may stand in.</param>
/// <param name="OnDuty">Who is at work in it, in the order in which they came.</param>
/// <param name="Tasks">Every open task, oldest first; one per case.</param>
public sealed record DutyGridState(
    ImmutableArray<string> Cells,
    ImmutableArray<string> Appointed,
    ImmutableArray<InspectorOnDuty> OnDuty,
    ImmutableArray<OpenTask> Tasks)
{
    /// <summary>What every duty grid is before the first event.</summary>
    public static DutyGridState Initial { get; } = new([], [], [], []);

    /// <summary>The tasks that an inspector holds, oldest first.</summary>
    public IEnumerable<FieldTask> TasksOf(string inspector) =>
        Tasks.Where(open => open.Inspector == inspector).Select(open => open.Task);

    internal bool Holds(FieldTask task) => IndexOf(task.Case) is >= 0 and var at && Tasks[at].Task == task;

    internal string? Holder(FieldTask task) => Holds(task) ? Tasks[IndexOf(task.Case)].Inspector : null;

    internal InspectorOnDuty? Watch(string inspector) => OnDuty.FirstOrDefault(watch => watch.Inspector == inspector);

    internal int IndexOf(CaseId @case)
    {
        var tasks = Tasks.AsSpan();
        for (var at = 0; at < tasks.Length; at++)
        {
            if (string.Equals(tasks[at].Task.Case.Value, @case.Value, StringComparison.Ordinal)) return at;
        }

        return -1;
    }
}

/// <summary>An inspector at work.</summary>
/// <param name="Inspector">Code of the inspector.</param>
/// <param name="Since">When the shift began; tells the shifts of one inspector apart.</param>
/// <param name="Seen">Where it began; null when the handheld did not say.</param>
public sealed record InspectorOnDuty(string Inspector, DateTimeOffset Since, Sighting? Seen = null)
{
    /// <summary>Where the inspector was seen last: at sign-on, or reported since.</summary>
    public Sighting? SeenNow(ISightings sightings) =>
        sightings.Of(Inspector) is { } reported && !(Seen?.At >= reported.At) ? reported : Seen;
}

/// <summary>A task that is not done.</summary>
/// <param name="Place">Where the case lies; null when only an address is known.</param>
/// <param name="Inspector">Code of the inspector who holds it; null while it waits for one.</param>
public sealed record OpenTask(FieldTask Task, Place? Place, string? Inspector);
