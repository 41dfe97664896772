using System.CommandLine;
using GridCity.Cities.Files;
using GridCity.Cities.Generation;
using GridCity.Cli.Replay;
using GridCity.Cli.Traffic;
using GridCity.Rpc;
using GridCity.Sumo;

namespace GridCity.Cli.Commands;

/// <summary>Turns an expected error into a message on standard error and an <see cref="ExitCode"/>.</summary>
internal static class Expected
{
    public static async Task<int> RunAsync(ParseResult asked, Func<Task<int>> action)
    {
        try
        {
            return await action();
        }
        catch (Exception error) when (CodeOf(error) is { } code)
        {
            await asked.InvocationConfiguration.Error.WriteLineAsync($"gridcity: {MessageOf(error)}");
            return code;
        }
    }

    private static int? CodeOf(Exception error) => error switch
    {
        UsageException => ExitCode.Usage,
        PackException => ExitCode.Faults,
        ReplayException or CityMakingException or TrafficFault or SumoException => ExitCode.Failed,
        IOException or UnauthorizedAccessException => ExitCode.Failed,
        RpcException refused => ExitCode.Of(refused.Code),
        OperationCanceledException => ExitCode.Stopped,
        _ => null,
    };

    private static string MessageOf(Exception error) => error switch
    {
        RpcException refused => $"{refused.Code}: {refused.Message}",
        OperationCanceledException => "stopped.",
        _ => error.Message,
    };
}
