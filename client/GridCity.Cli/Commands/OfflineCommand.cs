using System.CommandLine;
using GridCity.Client;
using GridCity.Protos.Field.V1;
using Google.Protobuf;
using Task = System.Threading.Tasks.Task;

namespace GridCity.Cli.Commands;

/// <summary><c>gridcity inspector send-offline FILE</c>: what was done without a connection, from a file of one act a line.</summary>
internal static class OfflineCommand
{
    /// <summary>A batch of a whole day takes longer than one act.</summary>
    private const int SecondsUsual = 300;

    private static readonly Argument<string> Acts = new("file")
    {
        Description = "One act a line, in the order in which they were done: gridcity.field.v1.OfflineAct in proto3's JSON.",
    };

    private static readonly Option<string[]> Photos = new("--photo")
    {
        HelpName = "FILE",
        Description = "A photo that acts name by its SHA-256; sent before them. May be given several times.",
        Arity = ArgumentArity.OneOrMore,
    };

    public static Command Make() => ServerCommand.Make(
        "send-offline", "Sends a batch of acts; sent again, what was applied is not applied twice. Exit code 3 when one was refused.",
        [Acts, Photos], SendAsync, SecondsUsual);

    private static async Task SendAsync(ServerCall on)
    {
        var acts = await ReadAsync(on.Asked.GetRequiredValue(Acts), on.Stop);
        foreach (var file in on.Asked.GetValue(Photos) ?? [])
        {
            var bytes = await File.ReadAllBytesAsync(file, on.Stop);
            await on.City.Photos.PutAsync(PhotosClient.NameOf(bytes), bytes, on.Stop);
        }

        var answers = await on.City.Field.SendOfflineAsync(acts, on.Stop);
        for (var at = 0; at < answers.Count; at++) on.Say.StreamLine(answers[at], Words(at + 1, answers[at]));
        if (answers.Any(answer => answer.Result == OfflineResult.Refused))
            throw new Rpc.RpcException(Rpc.StatusCode.FailedPrecondition, "Not all acts were applied; each answer says why.");
    }

    /// <exception cref="UsageException">A line is no act.</exception>
    private static async Task<List<OfflineAct>> ReadAsync(string file, CancellationToken stop)
    {
        var (acts, number) = (new List<OfflineAct>(), 0);
        await foreach (var line in File.ReadLinesAsync(file, stop))
        {
            number++;
            if (line.AsSpan().Trim().IsEmpty) continue;
            try
            {
                acts.Add(OfflineAct.Parser.ParseJson(line));
            }
            catch (Exception error) when (error is IOException or InvalidOperationException)
            {
                throw new UsageException($"{file}:{number}: no act: {error.Message}");
            }
        }

        return acts;
    }

    private static string Words(int number, OfflineAnswer answer) => answer.Result switch
    {
        OfflineResult.Applied => $"{number} applied {answer.Number}".TrimEnd(),
        OfflineResult.AppliedBefore => $"{number} applied before {answer.Number}".TrimEnd(),
        _ => $"{number} refused: {answer.Field} {answer.Reason}{(answer.Again ? " Send it again later." : "")}",
    };
}
