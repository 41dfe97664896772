using Microsoft.AspNetCore.Http;

namespace GridCity.Rpc.Json.Server;

/// <summary>A request that does not come as far as its method, because of how it is written.</summary>
/// <param name="status">Of HTTP, 400 to 499.</param>
/// <param name="message">What was wrong and what to do.</param>
/// <param name="fields">Path of each field that is at fault, as in the .proto, and what is wrong with it.</param>
internal sealed class HttpRefusal(int status, string message, params IReadOnlyList<(string Field, string Detail)> fields)
    : Exception(message)
{
    public int Status { get; } = status;

    public IReadOnlyList<(string Field, string Detail)> Fields { get; } = fields;

    /// <summary>What interceptors are told.</summary>
    public StatusCode Code =>
        Status == StatusCodes.Status413PayloadTooLarge ? StatusCode.ResourceExhausted : StatusCode.InvalidArgument;

    public static HttpRefusal Malformed(string message) => new(StatusCodes.Status400BadRequest, message);

    public static HttpRefusal Of(params IReadOnlyList<(string Field, string Detail)> fields) =>
        new(StatusCodes.Status400BadRequest, string.Join(" ", fields.Select(field => $"{field.Field}: {field.Detail}")), fields);
}
