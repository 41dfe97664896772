using System.Collections.Immutable;

namespace GridCity.Silo.Edges.Lists;

/// <summary>What a list can be narrowed by. A list is supported for exactly one set of these.</summary>
[Flags]
internal enum ListFilters
{
    None = 0,
    Stage = 1,
    EndStage = 2,
    Department = 4,
    Holder = 8,
    Category = 16,
    Source = 32,
    Overdue = 64,
    Urgency = 128,
    District = 256,
    Street = 512,
    Community = 1_024,
    Ended = 2_048,
}

/// <summary>An order with the column that it follows.</summary>
/// <param name="Column">Ends with the id, so that every place in a list is one place.</param>
internal sealed record ListOrder(string Name, string Column, bool IsDescending = false)
{
    public static readonly ListOrder Oldest = new("oldest", "registered_at");
    public static readonly ListOrder Newest = new("newest", "registered_at", IsDescending: true);
    public static readonly ListOrder Due = new("due", "due_at");
    public static readonly ListOrder Waiting = new("waiting", "stage_since");
    public static readonly ListOrder Ended = new("ended", "closed_at", IsDescending: true);
    public static readonly ListOrder Id = new("id", "id");

    /// <summary>In the order of gridcity.desk.v1.QueueOrder, from 1.</summary>
    public static readonly ImmutableArray<ListOrder> All = [Oldest, Newest, Due, Waiting, Ended, Id];

    public bool HasMoment => Column != "id";

    public bool IsByRegistration => Column == "registered_at";
}

/// <summary>One list that is supported.</summary>
/// <param name="Table"><c>case_row</c>, true together with the events, or <c>case_list</c>, within a second of them.</param>
/// <param name="Filters">All of these have to be given, and no others.</param>
/// <param name="Orders">The first is the usual one.</param>
/// <param name="Condition">What its index is limited to; empty for all cases.</param>
/// <param name="Index">The one index that serves it.</param>
internal sealed record SupportedList(
    string Table, ListFilters Filters, ImmutableArray<ListOrder> Orders, string Condition, string Index)
{
    /// <summary>True for a list that a case leaves when it ends.</summary>
    public bool IsOpenOnly => Condition == SupportedLists.IsOpen;
}
