using System.CommandLine;
using Google.Protobuf;
using Spectre.Console;

namespace GridCity.Cli.Output;

/// <summary>Where a command's answer goes: tables for people, JSON for programs. Remarks go to standard error.</summary>
internal sealed class Answer
{
    /// <summary>Of output that goes to a file or another program: no table is folded.</summary>
    private const int WidthOfFiles = 300;

    /// <summary>As over HTTP: the names of the contract, and what is empty too.</summary>
    private static readonly JsonFormatter Formatter =
        new(JsonFormatter.Settings.Default.WithFormatDefaultValues(true).WithPreserveProtoFieldNames(true));

    private readonly TextWriter _error;
    private readonly TextWriter _output;

    public Answer(InvocationConfiguration streams, bool isJson)
    {
        (_output, _error, IsJson) = (streams.Output, streams.Error, isJson);
        Console = AnsiConsole.Create(new() { Out = new AnsiConsoleOutput(streams.Output) });
        if (!Console.Profile.Out.IsTerminal) Console.Profile.Width = WidthOfFiles;
    }

    public bool IsJson { get; }

    /// <summary>For tables.</summary>
    public IAnsiConsole Console { get; }

    /// <summary>An answer as it came, in proto3's JSON or as tables.</summary>
    public void Message(IMessage message)
    {
        if (IsJson) Line(Formatter.Format(message));
        else MessageTables.Write(message, Console);
    }

    /// <summary>One message of a stream: a line of its own, for people as they read it.</summary>
    public void StreamLine(IMessage message, string words) => Line(IsJson ? Formatter.Format(message) : words);

    public void Line(string text) => _output.WriteLine(text);

    public void Remark(string text) => _error.WriteLine(text);
}
