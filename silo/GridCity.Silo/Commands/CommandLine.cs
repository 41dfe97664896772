using GridCity.Rpc;
using GridCity.Runtime.Postgres;
using GridCity.Runtime.Privacy;
using GridCity.Runtime.Schema;
using GridCity.Cities.Files;
using GridCity.Silo.Configuration;
using GridCity.Silo.Hosting;
using GridCity.Silo.Operations;

namespace GridCity.Silo.Commands;

/// <summary>The program's commands. An expected error is one line on standard error and exit code 1.</summary>
internal static class CommandLine
{
    private const string Help =
        """
        GridCity.Silo [run]          starts the server
          --city FOLDER              the city's folder (docs/city-pack.md)
          --data FOLDER              keeps a private PostgreSQL there            (.data)
          --postgres CONNECTION      uses a database that is there instead
          --keys FILE                the city's keys; made if missing            (city.keys in --data)
          --engine local|orleans     which engine runs the grains                (what the build has)
          --listen ADDRESS:PORT      gRPC                                        (127.0.0.1:5080)
          --health ADDRESS:PORT      /health/live, /health/ready, /version, /metrics  (127.0.0.1:5081)
          --http ADDRESS:PORT        HTTP/JSON, /openapi/v1.json                 (127.0.0.1:5082)
          --http-origins URL,...     web pages that may ask over HTTP/JSON (CORS) (none)
          --http-proxies ADDRESS,... proxies that say where a request came from  (none)
          --web FOLDER               the built web client                        (web beside the program)
          --map-origins URL,...      where its base map may come from            (none)
          --session-hours N          a session of a person ends after so long    (12)
          --session-idle-minutes N   and after so long without a call            (60)
          --demo yes|no              a new private city gets a demo account      (no)
          --base-map URL             raster tiles under the maps, with {z}, {x} and {y} (none)
          --cluster ADDRESS:PORT     where other silos reach this one            (the port of gRPC + 10000)
          limits (docs/limits.md):
          --calls-at-once N          calls served at once; others wait in turn   (256)
          --calls-max N              calls served and waiting                    (4096)
          --caller-rate N            calls a second of one user; 0: no limit     (2000)
          --address-rate N           calls a second from one address; 0: none    (10000)
          --citizen-reports N        reports an hour without an account from one address; 0: none (60)
          --streams-max N            streams open at once                        (20000)
          --caller-streams N         streams of one user                         (2000)
          --request-bytes N          bytes of one message                        (4194304)
          --watch-events N           events kept for watches that come back      (20000)
        GridCity.Silo token create --role ROLE --person ID [--unit CODE] [--area PREFIX] [--days N]
        GridCity.Silo token revoke --id ID
          with --data or --postgres as above; roles: agent, clerk, dispatcher, handler, inspector, administrator
        GridCity.Silo user create --person ID --role ROLE [--unit CODE] [--area PREFIX]
          an account to sign in with on the web pages: prints its password and the secret of its second factor
        GridCity.Silo code --secret SECRET
          the code of a second factor now, for those who have no authenticator app at hand
        GridCity.Silo --version | --help

        Each option can also stand in appsettings.json or in the environment (GRIDCITY_CITY, GRIDCITY_CALLS_MAX, …).
        """;

    public static async Task<int> RunAsync(string[] arguments)
    {
        try
        {
            return await DispatchAsync(arguments);
        }
        catch (Exception error) when (IsExpected(error))
        {
            await Console.Error.WriteLineAsync($"GridCity.Silo: {error.Message}");
            return 1;
        }
    }

    private static async Task<int> DispatchAsync(string[] arguments) => arguments switch
    {
        ["--help" or "-h" or "help", ..] => Print(Help),
        ["--version"] => Print($"GridCity {BuildInfo.Version} ({BuildInfo.Build} build)"),
        ["token", "create", .. var rest] => await TokenCommand.CreateAsync(rest),
        ["token", "revoke", .. var rest] => await TokenCommand.RevokeAsync(rest),
        ["user", "create", .. var rest] => await UserCommand.CreateAsync(rest),
        ["code", .. var rest] => UserCommand.Code(rest),
        ["run", .. var rest] => await RunCommand.RunAsync(rest),
        _ => await RunCommand.RunAsync(arguments),
    };

    private static int Print(string text)
    {
        Console.WriteLine(text);
        return 0;
    }

    private static bool IsExpected(Exception error) =>
        error is OptionException or PackException or SiloStartException or PrivatePostgresException
            or SchemaMismatchException or CityKeyException or RpcException;
}
