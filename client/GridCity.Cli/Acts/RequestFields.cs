using System.CommandLine;
using System.CommandLine.Parsing;
using Google.Protobuf.Reflection;
using GridCity.Cli.Output;

namespace GridCity.Cli.Acts;

/// <summary>
/// The arguments and options of a request: one for each field that is written as one value, those of messages within it too.
/// </summary>
internal static class RequestFields
{
    /// <summary>Every act has one; it is made unless it is given.</summary>
    public const string CommandId = "command_id";

    /// <summary>Field names of cases, which may be given by id or printed number.</summary>
    public static readonly string[] Cases = ["case_id", "into", "parent"];

    /// <param name="subject">Name of the field that is given without an option; empty for none.</param>
    /// <param name="required">Names of fields whose options have to be given.</param>
    public static IReadOnlyList<RequestField> Of(MessageDescriptor request, string subject, IReadOnlyCollection<string> required)
    {
        var (fields, taken) = (new List<RequestField>(), new HashSet<string>(StringComparer.Ordinal));
        Add([], request);
        return fields;

        void Add(IReadOnlyList<FieldDescriptor> way, MessageDescriptor message)
        {
            foreach (var field in message.Fields.InDeclarationOrder())
            {
                if (field.FieldType == FieldType.Bytes) continue;
                if (!FieldValue.IsOne(field)) Add([.. way, field], field.MessageType);
                else if (field.Name == subject && way.Count == 0) fields.Add(new([field], Subject(field)));
                else fields.Add(new([.. way, field], Choice(field, NameOf(way, field), way.Count == 0 && required.Contains(field.Name))));
            }
        }

        string NameOf(IReadOnlyList<FieldDescriptor> way, FieldDescriptor field)
        {
            var name = FieldTexts.Dashed(field);
            for (var at = way.Count - 1; !taken.Add(name); at--) name = $"{FieldTexts.Dashed(way[at])}-{name}";
            return name;
        }
    }

    private static Argument<string> Subject(FieldDescriptor field) =>
        new(Cases.Contains(field.Name) ? "case" : FieldTexts.Dashed(field)) { Description = FieldWords.Of(field) };

    private static Option<string[]> Choice(FieldDescriptor field, string name, bool isRequired)
    {
        var option = new Option<string[]>($"--{name}")
        {
            Description = FieldWords.Of(field) + FieldValue.Said(field),
            Required = isRequired,
            HelpName = FieldValue.Form(field),
            CustomParser = given => [.. given.Tokens.Select(token => token.Value)],
            Arity = field.IsRepeated ? ArgumentArity.OneOrMore
                : field.FieldType == FieldType.Bool ? ArgumentArity.ZeroOrOne
                : ArgumentArity.ExactlyOne,
        };
        option.CompletionSources.Add([.. FieldValue.Choices(field)]);
        option.Validators.Add(given => Check(field, given));
        return option;
    }

    private static void Check(FieldDescriptor field, OptionResult given)
    {
        foreach (var token in given.Tokens)
        {
            try
            {
                FieldValue.Parse(field, token.Value);
            }
            catch (FormatException error)
            {
                given.AddError($"{given.Option.Name} {error.Message}");
            }
        }
    }
}
