using GridCity.Cli.Replay;
using GridCity.Rpc;

namespace GridCity.Cli.Commands;

/// <summary>Turns an expected error into one line and exit code 1.</summary>
internal static class Expected
{
    public static async Task<int> RunAsync(Func<Task<int>> action)
    {
        try
        {
            return await action();
        }
        catch (ReplayException error)
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

    private static int Failed(string message)
    {
        Console.Error.WriteLine($"gridcity: {message}");
        return 1;
    }
}
