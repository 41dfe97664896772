using GridCity.Cities.Files;
using GridCity.Cities.Generation;
using GridCity.Cli.Replay;
using GridCity.Rpc;

namespace GridCity.Cli.Commands;

/// <summary>Turns an expected error into a message and an exit code: 1, or 2 for a city's folder with faults.</summary>
internal static class Expected
{
    /// <summary>Exit code for a city's folder that can be read and has faults.</summary>
    public const int FaultsCode = 2;

    public static async Task<int> RunAsync(Func<Task<int>> action)
    {
        try
        {
            return await action();
        }
        catch (PackException error)
        {
            return Failed(error.Message, code: FaultsCode);
        }
        catch (Exception error) when (error is ReplayException or CityMakingException or IOException or UnauthorizedAccessException)
        {
            return Failed(error.Message);
        }
        catch (RpcException error)
        {
            return Failed($"{error.Code}: {error.Message}");
        }
        catch (OperationCanceledException)
        {
            return Failed("stopped; played again, it goes on where it was.");
        }
    }

    private static int Failed(string message, int code = 1)
    {
        Console.Error.WriteLine($"gridcity: {message}");
        return code;
    }
}
