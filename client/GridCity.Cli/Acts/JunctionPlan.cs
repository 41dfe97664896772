using System.CommandLine;
using Google.Protobuf;
using GridCity.Cli.Commands;
using GridCity.Client;
using GridCity.Protos.Junction.V1;

namespace GridCity.Cli.Acts;

/// <summary><c>gridcity junction plan ID</c>: the plans by time of day as JSON, and their replacement by a file of that form.</summary>
internal static class JunctionPlan
{
    private static readonly Argument<string> Junction = new("junction") { Description = "Code of an intersection." };

    private static readonly Option<FileInfo?> File = new("--file")
    {
        Description = "Replaces the plans by those of this file, in the form that the command prints. Roles: operator, administrator.",
        HelpName = "FILE",
    };

    public static Command Make() =>
        ServerCommand.Make("plan", "The plans by time of day, or other ones from a file.", [Junction, File], RunAsync);

    private static async Task RunAsync(ServerCall on)
    {
        var code = on.Asked.GetRequiredValue(Junction);
        var reply = on.Asked.GetValue(File) is { } file
            ? await on.City.Junctions.SetPlansAsync(await ReadAsync(file, code, on.Stop), on.Stop)
            : await on.City.Junctions.GetAsync(new() { Junction = code }, on.Stop);
        on.Say.Line(JsonFormatter.ToDiagnosticString(new SetPlansRequest { Plans = { reply.Plans }, Hours = { reply.Hours } }));
    }

    /// <exception cref="UsageException">The file cannot be read, or has another form.</exception>
    private static async Task<SetPlansRequest> ReadAsync(FileInfo file, string code, CancellationToken stop)
    {
        try
        {
            var request = SetPlansRequest.Parser.ParseJson(await System.IO.File.ReadAllTextAsync(file.FullName, stop));
            (request.Junction, request.CommandId) = (code, GridCityClient.NewCommandId());
            return request;
        }
        catch (Exception error) when (
            error is IOException or UnauthorizedAccessException or InvalidJsonException or InvalidProtocolBufferException)
        {
            throw new UsageException($"{file}: {error.Message}");
        }
    }
}
