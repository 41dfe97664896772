using System.Globalization;
using Google.Protobuf;

namespace GridCity.Rpc.Wire;

/// <summary>A status in the form of its three headers.</summary>
internal static class StatusLine
{
    public const string StatusName = "grpc-status";
    public const string MessageName = "grpc-message";
    public const string DetailsName = "grpc-status-details-bin";

    private static readonly string[] Numbers =
        [.. Enum.GetValues<StatusCode>().Select(code => ((int)code).ToString(CultureInfo.InvariantCulture))];

    public static string Format(StatusCode code) => Numbers[(int)code];

    /// <summary>Reads a status; a number that is not known counts as UNKNOWN, as the protocol demands.</summary>
    public static StatusCode Parse(string? text) =>
        Array.IndexOf(Numbers, text) is var number and >= 0 ? (StatusCode)number : StatusCode.Unknown;

    public static string FormatDetails(Google.Rpc.Status details) => Base64.Encode(details.ToByteArray());

    /// <summary>Reads the details; null when there are none or damaged ones: the plain status still counts.</summary>
    public static Google.Rpc.Status? ParseDetails(string? text)
    {
        try
        {
            return text is null ? null : Google.Rpc.Status.Parser.ParseFrom(Base64.Decode(text));
        }
        catch (Exception error) when (error is FormatException or InvalidProtocolBufferException)
        {
            return null;
        }
    }
}
