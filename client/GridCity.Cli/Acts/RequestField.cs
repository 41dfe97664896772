using System.Collections;
using System.CommandLine;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace GridCity.Cli.Acts;

/// <summary>One field of a request as an argument or option of the command line.</summary>
/// <param name="way">From the request to the field; more than one step where messages hold it.</param>
/// <param name="symbol">How it is given.</param>
internal sealed class RequestField(IReadOnlyList<FieldDescriptor> way, Symbol symbol)
{
    public FieldDescriptor Field { get; } = way[^1];

    public Symbol Symbol => symbol;

    /// <summary>Puts what was given into the request; nothing given changes nothing.</summary>
    public void Read(ParseResult asked, IMessage request)
    {
        if (TextsOf(asked) is not { } texts) return;
        var holder = way.SkipLast(1).Aggregate(request, Opened);
        if (Field.IsRepeated) foreach (var text in texts) ((IList)Field.Accessor.GetValue(holder)).Add(FieldValue.Parse(Field, text));
        else Field.Accessor.SetValue(holder, FieldValue.Parse(Field, texts.Length == 0 ? FieldValue.Yes : texts[0]));
    }

    private string[]? TextsOf(ParseResult asked) => symbol switch
    {
        Argument argument => asked.GetResult(argument)?.Tokens.Select(token => token.Value).ToArray(),
        Option option when asked.GetResult(option) is { Implicit: false } given => [.. given.Tokens.Select(token => token.Value)],
        _ => null,
    };

    /// <summary>The message in a field, made where it is not there; of a list the first one.</summary>
    private static IMessage Opened(IMessage holder, FieldDescriptor step)
    {
        if (step.IsRepeated)
        {
            var list = (IList)step.Accessor.GetValue(holder);
            if (list.Count == 0) list.Add(step.MessageType.Parser.ParseFrom(ByteString.Empty));
            return (IMessage)list[0]!;
        }

        if (step.Accessor.GetValue(holder) is null) step.Accessor.SetValue(holder, step.MessageType.Parser.ParseFrom(ByteString.Empty));
        return (IMessage)step.Accessor.GetValue(holder);
    }
}
