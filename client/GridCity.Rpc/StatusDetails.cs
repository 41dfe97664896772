using System.Diagnostics.CodeAnalysis;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Google.Rpc;

namespace GridCity.Rpc;

/// <summary>Makes and reads the details of a status (<c>google.rpc</c>, "Error model").</summary>
public static class StatusDetails
{
    /// <summary>Names the fields that were wrong; goes with <see cref="StatusCode.InvalidArgument"/>.</summary>
    /// <param name="violations">Field path as in the .proto (<c>location.latitude</c>) and what is wrong.</param>
    public static BadRequest BadRequest(params ReadOnlySpan<(string Field, string Description)> violations)
    {
        var detail = new BadRequest();
        foreach (var (field, description) in violations)
            detail.FieldViolations.Add(new BadRequest.Types.FieldViolation
            {
                Field = field,
                Description = description,
            });
        return detail;
    }

    /// <summary>Says when to ask again; goes with RESOURCE_EXHAUSTED and UNAVAILABLE.</summary>
    public static RetryInfo RetryInfo(TimeSpan delay) => new() { RetryDelay = delay.ToDuration() };

    /// <summary>Finds the first detail of a type in a status that came over the wire.</summary>
    public static bool TryGetDetail<T>(this RpcException exception, [NotNullWhen(true)] out T? detail)
        where T : class, IMessage<T>, new()
    {
        detail = exception.Details?.Details.FirstOrDefault(packed => packed.Is(new T().Descriptor))?.Unpack<T>();
        return detail is not null;
    }
}
