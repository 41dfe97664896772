using System.Collections.Immutable;
using static GridCity.Silo.Edges.Lists.ListFilters;
using static GridCity.Silo.Edges.Lists.ListOrder;

namespace GridCity.Silo.Edges.Lists;

/// <summary>
/// Every list that there is. docs/queues.md is this table for people; a test holds the two and the database's indexes
/// together.
/// </summary>
internal static class SupportedLists
{
    private const string Exact = "case_row", Recent = "case_list";
    private const string IsAny = "", HasEnded = "closed_at IS NOT NULL";

    /// <summary>The condition of lists of open cases.</summary>
    public const string IsOpen = "closed_at IS NULL";

    public static readonly ImmutableArray<SupportedList> All =
    [
        new(Exact, Stage, [Oldest, Newest], IsOpen, "case_row_queue_by_stage"),
        new(Exact, Department | Stage, [Due], IsOpen, "case_row_queue_by_department"),
        new(Exact, ListFilters.Ended, [Id], IsAny, "case_row_pkey"),

        new(Recent, None, [Oldest, Newest], IsOpen, "case_list_open"),
        new(Recent, None, [Due], IsOpen, "case_list_open_due"),
        new(Recent, Overdue, [Oldest, Newest], IsOpen, "case_list_open_overdue"),
        new(Recent, Department, [Oldest, Newest], IsOpen, "case_list_open_department"),
        new(Recent, Department | Stage, [Oldest, Newest], IsOpen, "case_list_open_department_stage"),
        new(Recent, Department | Overdue, [Oldest, Newest], IsOpen, "case_list_open_department_overdue"),
        new(Recent, Holder, [Waiting], IsOpen, "case_list_open_holder"),
        new(Recent, Category, [Oldest, Newest], IsOpen, "case_list_open_category"),
        new(Recent, Urgency, [Oldest, Newest], IsOpen, "case_list_open_urgency"),
        new(Recent, District, [Oldest, Newest], IsOpen, "case_list_open_district"),
        new(Recent, Street, [Oldest, Newest], IsOpen, "case_list_open_street"),
        new(Recent, Community, [Oldest, Newest], IsOpen, "case_list_open_community"),
        new(Recent, District | Stage, [Oldest, Newest], IsOpen, "case_list_open_district_stage"),
        new(Recent, Street | Stage, [Oldest, Newest], IsOpen, "case_list_open_street_stage"),
        new(Recent, Community | Stage, [Oldest, Newest], IsOpen, "case_list_open_community_stage"),

        new(Recent, ListFilters.Ended, [Newest, Oldest], IsAny, "case_list_all"),
        new(Recent, ListFilters.Ended | Category, [Newest, Oldest], IsAny, "case_list_all_category"),
        new(Recent, ListFilters.Ended | Department, [Newest, Oldest], IsAny, "case_list_all_department"),
        new(Recent, ListFilters.Ended | Source, [Newest, Oldest], IsAny, "case_list_all_source"),
        new(Recent, ListFilters.Ended | District, [Newest, Oldest], IsAny, "case_list_all_district"),
        new(Recent, ListFilters.Ended | Street, [Newest, Oldest], IsAny, "case_list_all_street"),
        new(Recent, ListFilters.Ended | Community, [Newest, Oldest], IsAny, "case_list_all_community"),
        new(Recent, EndStage, [ListOrder.Ended], HasEnded, "case_list_ended_stage"),
    ];

    /// <summary>The list of exactly these filters in an order; the first order that is named for them if none is asked.</summary>
    public static (SupportedList List, ListOrder Order)? Find(ListFilters filters, ListOrder? order)
    {
        foreach (var list in All)
            if (list.Filters == filters && (order is null || list.Orders.Contains(order))) return (list, order ?? list.Orders[0]);
        return null;
    }

    /// <summary>Filters as a caller names them: an area is a cell_prefix, whatever its level.</summary>
    public static string Words(ListFilters filters) =>
        filters == None ? "no filter" : string.Join(" + ", Named.Where(one => (filters & one.Filters) != 0).Select(one => one.Name));

    /// <summary>All that may be asked for, in one line.</summary>
    public static string Offer() => string.Join(
        "; ", All.GroupBy(list => Words(list.Filters)).Select(group => $"{group.Key} ({string.Join(", ", group.SelectMany(list => list.Orders).Select(order => order.Name).Distinct())})"));

    private static readonly (ListFilters Filters, string Name)[] Named =
    [
        (Stage | EndStage, "stage"), (Department, "department"), (Holder, "holder"), (Category, "category"), (Source, "source"),
        (Overdue, "overdue"), (Urgency, "urgency"), (District | Street | Community, "cell_prefix"), (ListFilters.Ended, "include_closed"),
    ];
}
