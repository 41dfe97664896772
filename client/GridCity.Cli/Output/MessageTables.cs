using System.Collections;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Spectre.Console;

namespace GridCity.Cli.Output;

/// <summary>
/// A message for people: its plain fields as lines, each list of messages as a table. What is empty is left out, what a
/// message holds in messages of its own stands in the same lines.
/// </summary>
internal static class MessageTables
{
    public static void Write(IMessage message, IAnsiConsole console)
    {
        var lines = new Grid().AddColumns(2);
        var cells = Cells(message).Where(cell => cell.Text.Length > 0).ToList();
        foreach (var (name, text) in cells) lines.AddRow($"[grey]{Markup.Escape(name)}[/]", Markup.Escape(text));
        if (cells.Count > 0) console.Write(lines);
        var lists = Lists(message).ToList();
        foreach (var (name, rows) in lists) Write(name, rows, console);
        if (cells.Count == 0 && lists.Count == 0) console.WriteLine("done");
    }

    /// <summary>A table with the columns in which something stands.</summary>
    public static void Write(string title, IReadOnlyList<IMessage> rows, IAnsiConsole console)
    {
        var cells = rows.Select(row => Cells(row).ToList()).ToList();
        var names = cells.SelectMany(row => row.Where(cell => cell.Text is not ("" or "0"))).Select(cell => cell.Name).Distinct().ToList();
        var table = new Table().Title($"{Markup.Escape(title)}: {rows.Count}").LeftAligned();
        foreach (var name in Wanted(names)) table.AddColumn(new TableColumn(Markup.Escape(name)).NoWrap());
        foreach (var row in cells)
        {
            var texts = row.GroupBy(cell => cell.Name).ToDictionary(group => group.Key, group => group.First().Text);
            table.AddRow([.. Wanted(names).Select(name => Markup.Escape(texts.GetValueOrDefault(name, "")))]);
        }

        if (names.Count > 0) console.Write(table);
        else console.WriteLine($"{title}: none");
    }

    /// <summary>The lists of a message, those within its messages too.</summary>
    private static IEnumerable<(string Name, IReadOnlyList<IMessage> Rows)> Lists(IMessage message) =>
        message.Descriptor.Fields.InDeclarationOrder().SelectMany(field => field switch
        {
            { IsRepeated: true, FieldType: FieldType.Message } =>
                [(FieldTexts.Spaced(field), (IReadOnlyList<IMessage>)[.. ((IList)field.Accessor.GetValue(message)).Cast<IMessage>()])],
            { IsRepeated: false, FieldType: FieldType.Message } when FieldTexts.Inner(field, message) is { } inner => Lists(inner),
            _ => [],
        });

    private static IEnumerable<(string Name, string Text)> Cells(IMessage message) =>
        message.Descriptor.Fields.InDeclarationOrder().SelectMany(field => field switch
        {
            { IsRepeated: true, FieldType: FieldType.Message } => [],
            { IsRepeated: false, FieldType: FieldType.Message } when FieldTexts.Inner(field, message) is { } inner => Cells(inner),
            _ => [(FieldTexts.Spaced(field), FieldTexts.Of(field, message))],
        });

    /// <summary>Lists of cases show what a desk looks at; JSON has the rest.</summary>
    private static IEnumerable<string> Wanted(List<string> names)
    {
        string[] left = ["version", "source", "closed at", "case id"];
        return names.Contains("number") && names.Contains("stage") ? names.Except(left) : names;
    }
}
