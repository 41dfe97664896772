using GridCity.Protos.Junction.V1;
using static GridCity.Cli.Acts.Act;

namespace GridCity.Cli.Acts;

/// <summary><c>gridcity junction …</c>: signalised intersections, what they run and why.</summary>
internal static class JunctionActs
{
    public static IReadOnlyList<Act> All { get; } =
    [
        Of<ListJunctionsRequest, ListJunctionsReply>(
            "list", "Intersections with the mode in force.", city => city.Junctions.ListAsync),
        Of<GetJunctionRequest, GetJunctionReply>(
            "show", "One intersection with its layout and plans.", city => city.Junctions.GetAsync, "junction"),
        Of<SetModeRequest, GetJunctionReply>(
            "mode", "Orders a mode. Roles: operator, administrator.", city => city.Junctions.SetModeAsync, "junction", "mode", "reason"),
        Of<ReleaseModeRequest, GetJunctionReply>(
            "release", "Goes back to the usual mode. Roles: operator, administrator.", city => city.Junctions.ReleaseModeAsync, "junction"),
    ];
}
