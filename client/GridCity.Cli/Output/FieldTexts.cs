using System.Collections;
using System.Globalization;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Google.Protobuf.WellKnownTypes;
using GridCity.Protos.Type.V1;

namespace GridCity.Cli.Output;

/// <summary>Fields of messages in words.</summary>
internal static class FieldTexts
{
    private const string Seconds = "yyyy-MM-dd HH:mm:ss'Z'";

    /// <summary>Its name with spaces.</summary>
    public static string Spaced(FieldDescriptor field) => field.Name.Replace('_', ' ');

    /// <summary>Its name as an option's: small letters with dashes.</summary>
    public static string Dashed(FieldDescriptor field) => field.Name.Replace('_', '-');

    /// <summary>What it holds; empty when that says nothing.</summary>
    public static string Of(FieldDescriptor field, IMessage message) => field.Accessor.GetValue(message) switch
    {
        null => "",
        IList many => string.Join(", ", many.Cast<object>().Select(one => One(field, one))),
        var one => One(field, one),
    };

    /// <summary>The message that a field holds, if it has fields of its own to show.</summary>
    public static IMessage? Inner(FieldDescriptor field, IMessage message) =>
        field.Accessor.GetValue(message) is IMessage inner and not (Timestamp or Point) ? inner : null;

    /// <summary>In UTC.</summary>
    public static string Moment(Timestamp? moment) =>
        moment?.ToDateTimeOffset().UtcDateTime.ToString(Seconds, CultureInfo.InvariantCulture) ?? "";

    /// <summary>The words of an enumeration, without the one for "not said": <c>in-work</c> for <c>STAGE_IN_WORK</c>.</summary>
    public static IEnumerable<(string Word, int Number)> Words(EnumDescriptor kind)
    {
        var prefix = kind.Values[0].Name[..^"UNSPECIFIED".Length];
        return kind.Values.Where(value => value.Number != 0).Select(value => (Word(value.Name[prefix.Length..]), value.Number));
    }

    private static string One(FieldDescriptor field, object value) => value switch
    {
        Timestamp moment => Moment(moment),
        Point point => string.Create(CultureInfo.InvariantCulture, $"{point.Latitude:0.######},{point.Longitude:0.######}"),
        bool said => said ? "yes" : "",
        System.Enum word => WordOf(field.EnumType, Convert.ToInt32(word, CultureInfo.InvariantCulture)),
        double number => number.ToString("0.###", CultureInfo.InvariantCulture),
        ByteString bytes => $"{bytes.Length} bytes",
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => $"{value}",
    };

    private static string WordOf(EnumDescriptor kind, int number) => Words(kind).FirstOrDefault(word => word.Number == number).Word ?? "";

    private static string Word(string name) => name.ToLowerInvariant().Replace('_', '-');
}
