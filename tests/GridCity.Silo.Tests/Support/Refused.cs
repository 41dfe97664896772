using Google.Rpc;
using GridCity.Rpc;

namespace GridCity.Silo.Tests.Support;

/// <summary>Expectations about a call that is refused.</summary>
internal static class Refused
{
    public static async Task<RpcException> With(StatusCode code, Func<Task> call)
    {
        var error = await Assert.ThrowsAsync<RpcException>(call);
        Assert.True(code == error.Code, $"Expected {code}, got {error.Code}: {error.Message}");
        return error;
    }

    /// <summary>INVALID_ARGUMENT whose details name the field.</summary>
    public static async Task<RpcException> Naming(string field, Func<Task> call)
    {
        var error = await With(StatusCode.InvalidArgument, call);
        Assert.True(error.TryGetDetail<BadRequest>(out var detail), $"No field is named: {error.Message}");
        Assert.Equal([field], detail.FieldViolations.Select(violation => violation.Field));
        return error;
    }
}
