using GridCity.Client;
using GridCity.Protos.Admin.V1;
using GridCity.Rpc;
using Spectre.Console;

namespace GridCity.Cli.Replay;

/// <summary>The inspectors' day: all of the city's sign on, each in the first duty grid of the folder's, for checks go to those on duty there.</summary>
internal static class ReplayShift
{
    public static async Task StartAsync(ReplayCrew crew, ReplayIds ids, GetCityReply city, IAnsiConsole console, CancellationToken cancellation)
    {
        foreach (var inspector in city.Inspectors)
            await SignOnAsync(crew.Inspector(inspector.Code), ids.Of("shift", $"sign-on {inspector.Code}"), inspector.DutyGrids[0], console, cancellation);
    }

    /// <summary>One who is on duty already is what is wanted, and a second replay finds all of them so.</summary>
    private static async Task SignOnAsync(
        GridCityClient inspector, string commandId, string grid, IAnsiConsole console, CancellationToken cancellation)
    {
        try
        {
            await inspector.Field.SignOnAsync(new() { CommandId = commandId, DutyGrid = grid }, cancellation);
        }
        catch (RpcException error) when (error.Code == StatusCode.FailedPrecondition)
        {
            console.MarkupLineInterpolated($"[grey]{error.Message}[/]");
        }
    }
}
