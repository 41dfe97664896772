using GridCity.Rpc.Tests.Support;

namespace GridCity.Rpc.Tests.Interoperability;

/// <summary>
/// gRPC's interoperability cases, run by clients that are not ours (grpc/grpc, doc/interop-test-descriptions.md).
/// </summary>
public sealed class InteropTests
{
    private static readonly string[] Names =
    [
        "empty_unary", "large_unary", "client_streaming", "server_streaming", "ping_pong", "empty_stream",
        "custom_metadata", "status_code_and_message", "special_status_message", "unimplemented_method",
        "unimplemented_service", "cancel_after_begin", "cancel_after_first_response", "timeout_on_sleeping_server",
        "client_compressed_unary", "server_compressed_unary",
    ];

    public static IEnumerable<TheoryDataRow<string, string, string, string>> Rows() =>
        from host in RpcHosts.All
        from language in (string[])["node", "python"]
        from transport in (string[])["h2c", "tls"]
        from name in Names
        select new TheoryDataRow<string, string, string, string>(host.ToString(), language, transport, name);

    [Theory]
    [MemberData(nameof(Rows))]
    public async Task A_client_in_another_language_passes(string host, string language, string transport, string name)
    {
        var run = await InteropRun.For(new InteropSetting(language, transport == "tls", Enum.Parse<RpcHost>(host)));
        Assert.SkipWhen(run.Skipped is not null, run.Skipped ?? "");
        Assert.True(run.Results.TryGetValue(name, out var failure), $"The client did not come to {name}: {run.Log}");
        Assert.True(failure is null, failure);
    }
}
