using System.Collections.Frozen;
using System.Text;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace GridCity.Rpc.Json;

/// <summary>The comments that stand before services, methods, messages, fields and values in .proto files.</summary>
public sealed class ProtoComments
{
    // Numbers of fields in descriptor.proto: the steps of the paths that lead to a comment.
    private const int MessageStep = 4;
    private const int EnumStep = 5;
    private const int ServiceStep = 6;
    private const int FieldOrMethodOrValueStep = 2;
    private const int NestedMessageStep = 3;
    private const int NestedEnumStep = 4;

    /// <summary>A line of a comment that stands in so far belongs to a list.</summary>
    private const string ListIndent = "   ";

    private readonly FrozenDictionary<string, string> _texts;

    private ProtoComments(IEnumerable<KeyValuePair<string, string>> texts) => _texts = texts.ToFrozenDictionary(StringComparer.Ordinal);

    public static ProtoComments None { get; } = new([]);

    /// <summary>Reads a set of descriptors that protoc wrote with <c>--include_source_info</c>.</summary>
    /// <exception cref="InvalidProtocolBufferException">It is no such set.</exception>
    public static ProtoComments Read(Stream descriptorSet) =>
        new(FileDescriptorSet.Parser.ParseFrom(descriptorSet).File.SelectMany(TextsOf));

    /// <summary>The comment of what has this full name; empty when it has none.</summary>
    public string Of(string fullName) => _texts.GetValueOrDefault(fullName, "");

    private static IEnumerable<KeyValuePair<string, string>> TextsOf(FileDescriptorProto file) =>
        from location in file.SourceCodeInfo?.Location ?? []
        where location.LeadingComments.Length > 0
        let name = NameOf(file, [.. location.Path])
        where name is not null
        select new KeyValuePair<string, string>($"{file.Package}.{name}", Unwrapped(location.LeadingComments));

    private static string? NameOf(FileDescriptorProto file, ReadOnlySpan<int> path) => path switch
    {
        [ServiceStep, var at] => file.Service[at].Name,
        [ServiceStep, var at, FieldOrMethodOrValueStep, var method] => $"{file.Service[at].Name}.{file.Service[at].Method[method].Name}",
        [EnumStep, var at, .. var rest] => NameOf(file.EnumType[at], rest),
        [MessageStep, var at, .. var rest] => NameOf(file.MessageType[at], rest),
        _ => null,
    };

    private static string? NameOf(DescriptorProto message, ReadOnlySpan<int> path) => path switch
    {
        [] => message.Name,
        [FieldOrMethodOrValueStep, var field] => $"{message.Name}.{message.Field[field].Name}",
        [NestedMessageStep, var at, .. var rest] when NameOf(message.NestedType[at], rest) is { } name => $"{message.Name}.{name}",
        [NestedEnumStep, var at, .. var rest] when NameOf(message.EnumType[at], rest) is { } name => $"{message.Name}.{name}",
        _ => null,
    };

    private static string? NameOf(EnumDescriptorProto type, ReadOnlySpan<int> path) => path switch
    {
        [] => type.Name,
        [FieldOrMethodOrValueStep, var value] => $"{type.Name}.{type.Value[value].Name}",
        _ => null,
    };

    /// <summary>A comment without the line breaks that only the width of the file made: paragraphs and lists stay.</summary>
    private static string Unwrapped(string comment)
    {
        var text = new StringBuilder();
        foreach (var line in comment.Split('\n'))
            text.Append(Gap(line)).Append(line.Trim());
        return text.ToString().Replace("\n\n ", "\n\n", StringComparison.Ordinal).Trim();
    }

    /// <summary>What stands before a line once the breaks of the file are gone.</summary>
    private static string Gap(string line) =>
        line.Trim().Length == 0 ? "\n\n" : line.StartsWith(ListIndent, StringComparison.Ordinal) ? "\n" : " ";
}
