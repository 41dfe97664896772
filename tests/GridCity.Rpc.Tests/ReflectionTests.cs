using Google.Protobuf.Reflection;
using GridCity.Rpc.Health;
using GridCity.Rpc.Reflection;
using GridCity.Rpc.Tests.Support;

namespace GridCity.Rpc.Tests;

/// <summary><c>grpc.reflection.v1</c>.</summary>
public sealed class ReflectionTests
{
    private static readonly RpcMethod<ServerReflectionRequest, ServerReflectionResponse> Info =
        RpcMethod<ServerReflectionRequest, ServerReflectionResponse>.Of(
            ReflectionReflection.Descriptor.Services[0], "ServerReflectionInfo");

    [Fact]
    public async Task All_services_are_listed_reflection_too()
    {
        var response = await AskAsync(new ServerReflectionRequest { ListServices = "" });
        Assert.Equal(
            ["grpc.testing.TestService", "grpc.health.v1.Health", "grpc.reflection.v1.ServerReflection"],
            response.ListServicesResponse.Service.Select(service => service.Name));
    }

    [Theory]
    [InlineData("grpc.testing.TestService", "grpc/testing/test.proto")]
    [InlineData("grpc.testing.TestService.UnaryCall", "grpc/testing/test.proto")]
    [InlineData("grpc.testing.SimpleRequest", "grpc/testing/messages.proto")]
    [InlineData("grpc.testing.SimpleRequest.response_size", "grpc/testing/messages.proto")]
    [InlineData("grpc.testing.PayloadType", "grpc/testing/messages.proto")]
    [InlineData("grpc.health.v1.HealthCheckResponse.ServingStatus", "grpc/health/v1/health.proto")]
    public async Task A_symbol_is_found_in_its_file(string symbol, string file)
    {
        var response = await AskAsync(new ServerReflectionRequest { FileContainingSymbol = symbol });
        Assert.Equal(file, Files(response)[0].Name);
    }

    [Fact]
    public async Task A_file_comes_with_all_that_it_imports()
    {
        var response = await AskAsync(new ServerReflectionRequest { FileByFilename = "grpc/testing/test.proto" });
        Assert.Equal(
            ["grpc/testing/test.proto", "grpc/testing/empty.proto", "grpc/testing/messages.proto"],
            Files(response).Select(file => file.Name));
        Assert.Equal("grpc/testing/test.proto", response.OriginalRequest.FileByFilename);
    }

    [Fact]
    public async Task What_is_not_known_is_not_found_and_the_stream_goes_on()
    {
        await using var rig = await StartAsync();
        await using var call = rig.Channel.Streaming(Info);
        foreach (var request in (ServerReflectionRequest[])
                 [
                     new() { FileContainingSymbol = "grpc.testing.Nothing" },
                     new() { FileByFilename = "nothing.proto" },
                     new() { AllExtensionNumbersOfType = "grpc.testing.Nothing" },
                     new() { FileContainingExtension = new() { ContainingType = "grpc.testing.Empty" } },
                 ])
        {
            await call.SendAsync(request);
            Assert.Equal((int)StatusCode.NotFound, (await call.ReadAsync())!.ErrorResponse.ErrorCode);
        }
        await call.SendAsync(new ServerReflectionRequest());
        Assert.Equal((int)StatusCode.InvalidArgument, (await call.ReadAsync())!.ErrorResponse.ErrorCode);
        await call.SendAsync(new ServerReflectionRequest { AllExtensionNumbersOfType = "grpc.testing.Empty" });
        Assert.Empty((await call.ReadAsync())!.AllExtensionNumbersResponse.ExtensionNumber);
    }

    private static Task<Rig> StartAsync() => Rig.StartAsync(
        new RpcServices()
            .Add(Methods.Service, new ScriptedService())
            .AddHealth(new HealthService())
            .AddReflection());

    private static async Task<ServerReflectionResponse> AskAsync(ServerReflectionRequest request)
    {
        await using var rig = await StartAsync();
        await using var call = rig.Channel.Streaming(Info);
        await call.SendAsync(request);
        return (await call.ReadAsync())!;
    }

    private static List<FileDescriptorProto> Files(ServerReflectionResponse response) =>
        [.. response.FileDescriptorResponse.FileDescriptorProto.Select(FileDescriptorProto.Parser.ParseFrom)];
}
