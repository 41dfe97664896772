using GridCity.Grains.Cases;
using GridCity.Protos.Desk.V1;
using GridCity.Protos.Type.V1;
using GridCity.Rpc;
using GridCity.Runtime.Projections;
using GridCity.Runtime.Projections.Lists;
using GridCity.Silo.Access;

namespace GridCity.Silo.Edges.Lists;

/// <summary>A list that somebody asks for: checked, found among those that are supported, and limited to the caller's areas.</summary>
/// <param name="Area">What the caller may see of what was asked for.</param>
/// <param name="AreaKey">Code of the area that the list's index goes by; empty when it goes by none.</param>
internal sealed record ListQuestion(
    SupportedList List, ListOrder Order, QueueFilter Filter, AreaLimit Area, string AreaKey, DateTimeOffset? From, DateTimeOffset? Before)
{
    private const int CellDigitsMax = 15;

    /// <summary>True when rows of the index have to be looked at one by one for the caller's area.</summary>
    public bool IsNarrowed => !Area.IsWholeCity && !(Area.Prefixes.Length == 1 && Area.Prefixes[0] == AreaKey);

    public string? Stage => CaseMessages.StageName(Filter.Stage);

    /// <exception cref="RpcException">
    /// INVALID_ARGUMENT: a field of the filter, or filter and order do not go together. PERMISSION_DENIED: not the caller's.
    /// </exception>
    public static ListQuestion Of(QueueFilter? filter, QueueOrder order, AreaLevels levels, Caller caller)
    {
        filter = filter?.Clone() ?? new();
        Check(filter, order);
        filter.Department = DepartmentSeen(filter, caller);
        var wanted = order == QueueOrder.Unspecified ? null : ListOrder.All[(int)order - 1];
        var area = AreaLimit.Of(caller, filter.CellPrefix);
        var (level, key) = LevelOf(area, levels);
        var asked = Filters(filter);
        var found = SupportedLists.Find(asked | level, wanted);
        // A caller's own area without an index is looked for along the whole list, a bounded way at a time.
        if (found is null && filter.CellPrefix.Length == 0 && level != ListFilters.None) (found, key) = (SupportedLists.Find(asked, wanted), "");
        if (found is not { } list) throw NotSupported(asked | level, wanted);
        var question = new ListQuestion(
            list.List, list.Order, filter, area, key,
            Moment(filter.RegisteredFrom, "filter.registered_from"), Moment(filter.RegisteredBefore, "filter.registered_before"));
        return (question.From ?? question.Before) is null || list.Order.IsByRegistration ? question
            : throw Statuses.Invalid("filter.registered_from", $"goes with the orders oldest and newest, not with {list.Order.Name}.");
    }

    /// <exception cref="RpcException">INVALID_ARGUMENT: no beginning of a cell's code.</exception>
    public static void CheckPrefix(string prefix, string field)
    {
        if (prefix.Length > CellDigitsMax || !prefix.All(char.IsAsciiDigit))
            throw Statuses.Invalid(field, $"is no beginning of a cell code: up to {CellDigitsMax} digits.");
    }

    private static void Check(QueueFilter filter, QueueOrder order)
    {
        if (!CaseMessages.IsStage(filter.Stage)) throw Statuses.Invalid("filter.stage", "is no stage of this version.");
        CheckPrefix(filter.CellPrefix, "filter.cell_prefix");
        if (filter.Urgency is < Urgency.Unspecified or > Urgency.Supervised)
            throw Statuses.Invalid("filter.urgency", "is no urgency of this version.");
        if (order < QueueOrder.Unspecified || (int)order > ListOrder.All.Length) throw Statuses.Invalid("order", "is no order of this version.");
    }

    /// <summary>A department's own people see its cases, whatever they ask for.</summary>
    private static string DepartmentSeen(QueueFilter filter, Caller caller) =>
        caller.OwnDepartment is not { } own ? filter.Department
        : filter.Department.Length == 0 || filter.Department == own ? own
        : throw new RpcException(StatusCode.PermissionDenied, $"You act for department '{own}', not for '{filter.Department}'.");

    private static ListFilters Filters(QueueFilter filter)
    {
        var stage = CaseMessages.StageName(filter.Stage);
        // Whoever asks for a stage has said which cases are meant: a stage is an end or it is not.
        var filters = stage is null ? (filter.IncludeClosed ? ListFilters.Ended : ListFilters.None)
            : IsEnd(stage) ? ListFilters.EndStage : ListFilters.Stage;
        if (filter.Department.Length > 0) filters |= ListFilters.Department;
        if (filter.Holder.Length > 0) filters |= ListFilters.Holder;
        if (filter.Category.Length > 0) filters |= ListFilters.Category;
        if (filter.Source.Length > 0) filters |= ListFilters.Source;
        if (filter.Overdue) filters |= ListFilters.Overdue;
        if (filter.Urgency != Urgency.Unspecified) filters |= ListFilters.Urgency;
        return filters;
    }

    private static bool IsEnd(string stage) =>
        stage is CaseStages.Closed or CaseStages.Voided or CaseStages.Answered or CaseStages.Merged;

    /// <summary>The smallest area with an index that holds all that the caller may see of it.</summary>
    private static (ListFilters Level, string Key) LevelOf(AreaLimit area, AreaLevels levels) =>
        area.Prefixes is not [var prefix] ? (ListFilters.None, "")
        : prefix.Length >= levels.Community ? (ListFilters.Community, prefix[..levels.Community])
        : prefix.Length >= levels.Street ? (ListFilters.Street, prefix[..levels.Street])
        : prefix.Length >= levels.District ? (ListFilters.District, prefix[..levels.District])
        : (ListFilters.None, "");

    private static RpcException NotSupported(ListFilters filters, ListOrder? order) => Statuses.Invalid(
        "filter", $"{SupportedLists.Words(filters)}{(order is null ? "" : $" in the order {order.Name}")} is no list that there is. "
            + $"There are: {SupportedLists.Offer()}. See docs/queues.md.");

    private static DateTimeOffset? Moment(Google.Protobuf.WellKnownTypes.Timestamp? moment, string field) =>
        moment is null ? null : CaseMessages.Moment(moment, field);
}
