using static GridCity.Grains.Intersections.IntersectionCommand;

namespace GridCity.Grains.Intersections;

/// <summary>Which post may do what to a signal.</summary>
internal static class IntersectionPosts
{
    public static bool May(IntersectionCommand command, Actor actor) => command switch
    {
        Install or Remove => actor.Role == Role.Administrator,
        SetPlans => actor.Role is Role.Operator or Role.Administrator,
        SetMode or ReleaseMode => actor.Role is Role.Operator or Role.Administrator or Role.Grain,
        ExpireMode => actor.Role == Role.Grain,
        OpenLink or NoteHealth or NoteIncident or NoteRoadClear or NoteRepayment => actor.Role == Role.OtherSystem,
        _ => false,
    };
}
