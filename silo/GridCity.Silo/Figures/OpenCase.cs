namespace GridCity.Silo.Figures;

/// <summary>What the board knows of an open case.</summary>
/// <param name="Department">That it was dispatched to; empty before.</param>
internal sealed record OpenCase(
    string Id, string Cell, string Stage, string Department, string Source, bool Overdue, DateTimeOffset RegisteredAt);

/// <summary>What the open cases of an area are told apart by.</summary>
internal enum Slice
{
    All,
    Stage,
    Department,
    Source,

    /// <summary>A department's cases by stage: the key is both, see <see cref="Gauge.KeyOf"/>.</summary>
    DepartmentStage,
}

/// <summary>How many cases are open in an area, and of these overdue, by every slice.</summary>
internal sealed class Gauge
{
    private readonly Dictionary<(Slice Slice, string Key), (int Open, int Overdue)> _counts = [];

    public (int Open, int Overdue) this[Slice slice, string key] => _counts.GetValueOrDefault((slice, key));

    /// <summary>Keys of a slice under which something is open, with how much.</summary>
    public IEnumerable<(string Key, int Open, int Overdue)> Of(Slice slice) =>
        _counts.Where(one => one.Key.Slice == slice).Select(one => (one.Key.Key, one.Value.Open, one.Value.Overdue));

    public static string KeyOf(string department, string stage) => $"{department}\n{stage}";

    /// <param name="amount">1 for a case that is there now, -1 for one that is not any more.</param>
    public void Count(OpenCase one, int amount)
    {
        Count(Slice.All, "", one, amount);
        Count(Slice.Stage, one.Stage, one, amount);
        Count(Slice.Source, one.Source, one, amount);
        if (one.Department.Length == 0) return;
        Count(Slice.Department, one.Department, one, amount);
        Count(Slice.DepartmentStage, KeyOf(one.Department, one.Stage), one, amount);
    }

    private void Count(Slice slice, string key, OpenCase one, int amount)
    {
        var (open, overdue) = this[slice, key];
        var next = (Open: open + amount, Overdue: overdue + (one.Overdue ? amount : 0));
        if (next.Open == 0) _counts.Remove((slice, key));
        else _counts[(slice, key)] = next;
    }
}
