using GridCity.Client;
using GridCity.Protos.Admin.V1;
using GridCity.Rpc;
using Spectre.Console;

namespace GridCity.Cli.Replay;

/// <summary>The inspectors' day: all who walk a duty grid sign on, spread so that as many duty grids as can have somebody.</summary>
internal static class ReplayShift
{
    public static async Task StartAsync(ReplayScene scene, IAnsiConsole console, CancellationToken cancellation)
    {
        foreach (var (inspector, grid) in Spread(scene.Crew.City.Inspectors))
            await SignOnAsync(
                scene.Crew.Inspector(inspector), scene.Ids.Of("shift", $"sign-on {inspector} {grid}"), grid, console, cancellation);
    }

    /// <summary>Who has the least choice comes first, and each goes where fewest are.</summary>
    internal static IEnumerable<(string Inspector, string Grid)> Spread(IEnumerable<Inspector> inspectors)
    {
        var onDuty = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var inspector in inspectors.Where(each => each.DutyGrids.Count > 0).OrderBy(each => each.DutyGrids.Count))
        {
            var grid = inspector.DutyGrids.MinBy(code => onDuty.GetValueOrDefault(code))!;
            onDuty[grid] = onDuty.GetValueOrDefault(grid) + 1;
            yield return (inspector.Code, grid);
        }
    }

    /// <summary>One who is on duty already is what is wanted.</summary>
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
