using GridCity.Grains;
using GridCity.Rpc;
using GridCity.Runtime.Engine;
using GridCity.Runtime.Journal;
using GridCity.Silo.Access;
using Npgsql;

namespace GridCity.Silo.Edges;

/// <summary>The one table from what happened inside to what a caller sees.</summary>
internal static class Statuses
{
    /// <summary>When a caller that met a limit may try again.</summary>
    private static readonly TimeSpan RetryDelay = TimeSpan.FromMilliseconds(500);

    /// <summary>A refusal as a status.</summary>
    public static RpcException Of(Refusal why) => why.Kind switch
    {
        RefusalKind.Invalid => Invalid(FieldName(why.Field), why.Message),
        RefusalKind.NotAllowed => new(StatusCode.PermissionDenied, Text(why)),
        RefusalKind.NotFound => new(StatusCode.NotFound, Text(why)),
        RefusalKind.NotNow => new(StatusCode.FailedPrecondition, Text(why)),
        RefusalKind.TooMany => new(StatusCode.ResourceExhausted, Text(why), StatusDetails.RetryInfo(RetryDelay)),
        RefusalKind.Unavailable => new(StatusCode.Unavailable, Text(why), StatusDetails.RetryInfo(RetryDelay)),
        RefusalKind.Failed => new(StatusCode.Internal, Text(why)),
        _ => throw new System.Diagnostics.UnreachableException($"{why.Kind} has no status."),
    };

    /// <summary>A malformed field.</summary>
    /// <param name="field">Path as in the .proto.</param>
    public static RpcException Invalid(string field, string message) =>
        new(StatusCode.InvalidArgument, $"{field}: {message}", StatusDetails.BadRequest((field, message)));

    /// <param name="delay">When to try again; null for the usual.</param>
    public static RpcException Overload(string message, TimeSpan? delay = null) =>
        new(StatusCode.ResourceExhausted, $"{message} Try again after the delay.", StatusDetails.RetryInfo(delay ?? RetryDelay));

    /// <summary>Something that the answer needs is not there for the moment.</summary>
    public static RpcException Away(string message) =>
        new(StatusCode.Unavailable, $"{message} Try again after the delay.", StatusDetails.RetryInfo(RetryDelay));

    /// <summary>
    /// Runs a piece of work and turns what says "the environment is away" into UNAVAILABLE. Every other exception is our
    /// bug and goes on: the wire layer answers INTERNAL with a correlation id and logs it.
    /// </summary>
    public static async Task<T> GuardAsync<T>(Task<T> work)
    {
        try
        {
            return await work;
        }
        catch (Exception error) when (IsAway(error))
        {
            throw new RpcException(StatusCode.Unavailable, Text(error), StatusDetails.RetryInfo(RetryDelay));
        }
    }

    /// <summary>The same for a call that is answered once: it waits no longer than its caller is kept waiting.</summary>
    public static Task<T> GuardAsync<T>(RpcCall call, Task<T> work) => GuardAsync(CallSession.Of(call).InTimeAsync(work));

    private static bool IsAway(Exception error) =>
        error is GridUnavailableException or JournalUnavailableException or FencedException or TimeoutException
        || error is NpgsqlException and not PostgresException
        || error is PostgresException { IsTransient: true } or PostgresException { SqlState: "57P01" or "57P02" or "57P03" };

    private static string Text(Exception error) =>
        error is TimeoutException ? "No answer came in time. Ask again with the same command id." : error.Message;

    private static string Text(Refusal why) => $"{why.Message} ({why.Code})";

    /// <summary>A grain names its fields in its own way; a caller knows those of the .proto.</summary>
    private static string FieldName(string? field) => field switch
    {
        null => "request",
        "sealedResult" => "result",
        "sealedReason" => "reason",
        "happenedAt" => "on_site.happened_at",
        "headingDegrees" => "on_site.heading_degrees",
        _ when field.StartsWith("description.", StringComparison.Ordinal) => "description",
        _ => System.Text.Json.JsonNamingPolicy.SnakeCaseLower.ConvertName(field),
    };
}
