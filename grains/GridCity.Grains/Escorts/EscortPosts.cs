using static GridCity.Grains.Escorts.EscortCommand;

namespace GridCity.Grains.Escorts;

/// <summary>Which post may do what with an escort.</summary>
internal static class EscortPosts
{
    public static bool May(EscortCommand command, Role role) => command switch
    {
        GiveUp => role == Role.Grain,
        _ => role is Role.Operator or Role.Dispatcher or Role.OtherSystem or Role.Administrator,
    };
}
