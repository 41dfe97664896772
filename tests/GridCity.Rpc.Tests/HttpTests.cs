using System.Net;
using GridCity.Rpc.Tests.Support;

namespace GridCity.Rpc.Tests;

/// <summary>Requests that are not gRPC, or not for this server.</summary>
public sealed class HttpTests
{
    private static readonly byte[] Empty = RawClient.Frame([]);

    [Theory]
    [InlineData("application/json")]
    [InlineData("application/grpc-web")]
    [InlineData("application/grpc+json")]
    [InlineData("")]
    public async Task Another_content_type_is_415(string contentType)
    {
        await using var rig = await Rig.StartAsync(new ScriptedService());
        var response = await rig.Raw.SendAsync(HttpMethod.Post, Methods.EmptyCall.Path, Empty, contentType);
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, response.Http);
    }

    [Theory]
    [InlineData("application/grpc")]
    [InlineData("application/grpc+proto")]
    [InlineData("application/grpc;charset=utf-8")]
    [InlineData("application/grpc+proto; x=y")]
    public async Task Every_form_of_the_content_type_is_taken(string contentType)
    {
        await using var rig = await Rig.StartAsync(new ScriptedService());
        var response = await rig.Raw.SendAsync(HttpMethod.Post, Methods.EmptyCall.Path, Empty, contentType);
        Assert.Equal("0", response.Status);
        Assert.Equal(Empty, response.Body);
    }

    [Fact]
    public async Task Another_verb_is_405()
    {
        await using var rig = await Rig.StartAsync(new ScriptedService());
        var response = await rig.Raw.SendAsync(HttpMethod.Put, Methods.EmptyCall.Path, Empty, "application/grpc");
        Assert.Equal(HttpStatusCode.MethodNotAllowed, response.Http);
    }

    [Theory]
    [InlineData("/grpc.testing.TestService/Nothing")]
    [InlineData("/grpc.testing.Nothing/EmptyCall")]
    [InlineData("/GRPC.TESTING.TESTSERVICE/EMPTYCALL")]
    public async Task An_unknown_path_is_unimplemented(string path)
    {
        await using var rig = await Rig.StartAsync(new ScriptedService());
        var response = await rig.Raw.SendAsync(HttpMethod.Post, path, Empty, "application/grpc");
        Assert.Equal((HttpStatusCode.OK, "12"), (response.Http, response.Status));
    }

    [Theory]
    [InlineData("soon")]
    [InlineData("123456789m")]
    [InlineData("-1m")]
    public async Task A_malformed_timeout_is_an_error(string timeout)
    {
        await using var rig = await Rig.StartAsync(new ScriptedService());
        var response = await rig.Raw.PostAsync(Methods.UnaryCall, RawClient.Frame([]), ("grpc-timeout", timeout));
        Assert.Equal("13", response.Status);
    }

    [Fact]
    public async Task What_is_not_grpc_goes_on_to_the_next_handler()
    {
        await using var rig = await Rig.StartAsync(new ScriptedService());
        var response = await rig.Raw.SendAsync(HttpMethod.Post, "/open311/services", [], "application/json");
        Assert.Equal(HttpStatusCode.NotFound, response.Http);
        Assert.Null(response.Status);
    }

    [Fact]
    public async Task A_response_that_is_not_grpc_is_told_by_its_http_status()
    {
        await using var rig = await Rig.StartAsync(new RpcServices());
        using var channel = new RpcChannel(rig.Address, new RpcChannelOptions { Handler = new NotFoundHandler() });
        var error = await Assert.ThrowsAsync<RpcException>(() => channel.UnaryAsync(Methods.EmptyCall, new()));
        Assert.Equal(StatusCode.Unimplemented, error.Code);
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_unavailable()
    {
        using var channel = new RpcChannel(new Uri("http://127.0.0.1:1"));
        var error = await Assert.ThrowsAsync<RpcException>(() => channel.UnaryAsync(Methods.EmptyCall, new()));
        Assert.Equal(StatusCode.Unavailable, error.Code);
    }

    private sealed class NotFoundHandler : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(new HttpResponseMessage(HttpStatusCode.NotFound));
    }
}
