using System.CommandLine;
using Google.Protobuf;
using GridCity.Cli.Commands;

namespace GridCity.Cli.Acts;

/// <summary>A line of the table of commands that watches: a line for each change, until Ctrl-C.</summary>
/// <param name="Watch">Of what, behind which cursor.</param>
/// <param name="Words">A change for people; null for what is none.</param>
internal sealed record WatchAct<TWhat, TReply>(
    string Path,
    string Description,
    string Subject,
    Func<ServerCall, TWhat, string, IAsyncEnumerable<TReply>> Watch,
    Func<TReply, string?> Words) : Act(Path, Description)
    where TWhat : class, IMessage<TWhat>, new()
    where TReply : class, IMessage<TReply>
{
    private static readonly Option<string> Cursor = new("--cursor")
    {
        Description = "Of the last line seen with --json: goes on behind it.", HelpName = "TEXT", DefaultValueFactory = _ => "",
    };

    private static readonly Option<int> Count = new("--count")
    {
        Description = "Ends after so many lines; 0, the usual, goes on until Ctrl-C.", HelpName = "NUMBER",
    };

    public override Command Make()
    {
        var fields = RequestFields.Of(new TWhat().Descriptor, Subject, []);
        var symbols = fields.Select(field => field.Symbol).Concat([Cursor, Count]);
        return ServerCommand.Make(Path.Split(' ')[^1], Description, symbols, on => RunAsync(on, fields));
    }

    private async Task RunAsync(ServerCall on, IReadOnlyList<RequestField> fields)
    {
        var what = new TWhat();
        foreach (var field in fields) field.Read(on.Asked, what);
        await CaseNumbers.ResolveAsync(on, what);
        var left = on.Asked.GetValue(Count);
        await foreach (var reply in Watch(on, what, on.Asked.GetRequiredValue(Cursor)).WithCancellation(on.Stop))
        {
            if (Words(reply) is not { } words) continue;
            on.Say.StreamLine(reply, words);
            if (--left == 0) return;
        }
    }
}
