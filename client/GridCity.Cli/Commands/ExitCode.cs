using GridCity.Rpc;

namespace GridCity.Cli.Commands;

/// <summary>How a command ended, for scripts. docs/cli.md lists them from here.</summary>
internal static class ExitCode
{
    public const int Done = 0;
    public const int Failed = 1;
    public const int Faults = 2;
    public const int Refused = 3;
    public const int NotFound = 4;
    public const int NoRight = 5;
    public const int Unavailable = 6;
    public const int Limited = 7;
    public const int Usage = 64;
    public const int Invalid = 65;
    public const int Stopped = 130;

    public static IReadOnlyList<(int Code, string Meaning)> All { get; } =
    [
        (Done, "done"),
        (Failed, "not done, for a reason that no other code names: a file cannot be read, a fault of the server"),
        (Faults, "what was looked at has faults: a city's folder, a replay that lost, doubled or left something open"),
        (Refused, "refused by a rule: not in this state, not the holder, there already"),
        (NotFound, "there is no such case, cell, department, user, …"),
        (NoRight, "the token has ended or is none, or its post may not do this or not there"),
        (Unavailable, "no answer: the outcome is unknown, ask again with the same --command-id"),
        (Limited, "a limit is reached: later"),
        (Usage, "the command line is wrong"),
        (Invalid, "the city does not take a value; the message names the field"),
        (Stopped, "stopped by Ctrl-C or SIGTERM"),
    ];

    public static int Of(StatusCode code) => code switch
    {
        StatusCode.OK => Done,
        StatusCode.InvalidArgument or StatusCode.OutOfRange => Invalid,
        StatusCode.FailedPrecondition or StatusCode.AlreadyExists or StatusCode.Aborted => Refused,
        StatusCode.NotFound => NotFound,
        StatusCode.PermissionDenied or StatusCode.Unauthenticated => NoRight,
        StatusCode.Unavailable or StatusCode.DeadlineExceeded => Unavailable,
        StatusCode.ResourceExhausted => Limited,
        StatusCode.Cancelled => Stopped,
        _ => Failed,
    };
}

/// <summary>The command line does not say what is needed.</summary>
internal sealed class UsageException(string message) : Exception(message);
