using GridCity.Protos.Desk.V1;

namespace GridCity.Silo.Watching;

/// <summary>Which parts of a case a watch asks for. Few shapes are in use at once, whatever the number of watches.</summary>
/// <param name="AreaDigits">Length of the beginning of the cell's code; 0 for the whole city.</param>
internal readonly record struct WatchShape(
    bool Stage, bool Department, bool Holder, bool Category, bool Source, bool Overdue, bool Urgency, bool Open, int AreaDigits)
{
    /// <summary>The values that a case has in these parts; null when its cell is no part of any area of this length.</summary>
    public WatchKey? Of(WatchedCase @case) =>
        @case.Cell.Length < AreaDigits ? null
        : new(
            Stage ? @case.Stage : null, Department ? @case.Department : null, Holder ? @case.Holder : null,
            Category ? @case.Category : null, Source ? @case.Source : null, Overdue ? @case.Overdue : null,
            Urgency ? @case.Urgency : null, Open ? @case.IsOpen : null,
            AreaDigits == @case.Cell.Length ? @case.Cell : @case.Cell[..AreaDigits]);
}

/// <summary>What a watch of cases asks for, in one area: parts that are there have to be equal.</summary>
/// <param name="Area">Beginning of cell codes; empty for the whole city.</param>
internal readonly record struct WatchKey(
    string? Stage, string? Department, string? Holder, string? Category, string? Source, bool? Overdue, Urgency? Urgency, bool? Open,
    string Area)
{
    public WatchShape Shape => new(
        Stage is not null, Department is not null, Holder is not null, Category is not null, Source is not null,
        Overdue is not null, Urgency is not null, Open is not null, Area.Length);

    public bool Matches(WatchedCase @case) => Shape.Of(@case) is { } key && key == this;
}
