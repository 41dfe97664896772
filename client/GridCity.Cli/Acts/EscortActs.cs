using GridCity.Protos.Escort.V1;
using static GridCity.Cli.Acts.Act;

namespace GridCity.Cli.Acts;

/// <summary><c>gridcity escort …</c>: green for one emergency vehicle.</summary>
internal static class EscortActs
{
    public static IReadOnlyList<Act> All { get; } =
    [
        Of<StartEscortRequest, Escort>(
            "start", "Finds the fastest way and prepares the junctions on it.", city => city.Escorts.StartAsync,
            "", "from", "to", "vehicle"),
        Of<ReportPositionRequest, Escort>(
            "report", "Says where the vehicle is.", city => city.Escorts.ReportAsync, "escort_id", "road"),
        Of<ListEscortsRequest, ListEscortsReply>("list", "The newest escorts first.", city => city.Escorts.ListAsync),
        Of<GetEscortRequest, Escort>("show", "One escort.", city => city.Escorts.GetAsync, "escort_id"),
        Of<StopEscortRequest, Escort>(
            "stop", "Ends one and hands its junctions back.", city => city.Escorts.StopAsync, "escort_id", "reason"),
    ];
}
