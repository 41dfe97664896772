using Google.Protobuf.Reflection;

namespace GridCity.Rpc.Reflection;

/// <summary><c>grpc.reflection.v1</c>: tells what services and types the server has, from their descriptors.</summary>
internal sealed class ReflectionService(IReadOnlyList<ServiceDescriptor> services)
{
    // Made at the first question: by then all services are added.
    private readonly Lazy<DescriptorIndex> _index = new(() => new DescriptorIndex(services));

    public async IAsyncEnumerable<ServerReflectionResponse> ServerReflectionInfo(
        IAsyncEnumerable<ServerReflectionRequest> requests, RpcCall call)
    {
        await foreach (var request in requests)
        {
            var response = Answer(request);
            response.ValidHost = request.Host;
            response.OriginalRequest = request;
            yield return response;
        }
    }

    private ServerReflectionResponse Answer(ServerReflectionRequest request) => request.MessageRequestCase switch
    {
        ServerReflectionRequest.MessageRequestOneofCase.ListServices => Services(),
        ServerReflectionRequest.MessageRequestOneofCase.FileByFilename =>
            File(_index.Value.FindFile(request.FileByFilename), request.FileByFilename),
        ServerReflectionRequest.MessageRequestOneofCase.FileContainingSymbol =>
            File(_index.Value.FindFileOfSymbol(request.FileContainingSymbol), request.FileContainingSymbol),
        ServerReflectionRequest.MessageRequestOneofCase.FileContainingExtension =>
            File(
                _index.Value.FindFileOfExtension(
                    request.FileContainingExtension.ContainingType, request.FileContainingExtension.ExtensionNumber),
                $"{request.FileContainingExtension.ContainingType} {request.FileContainingExtension.ExtensionNumber}"),
        ServerReflectionRequest.MessageRequestOneofCase.AllExtensionNumbersOfType =>
            Extensions(request.AllExtensionNumbersOfType),
        _ => Error(StatusCode.InvalidArgument, "The request asks for nothing: set one of message_request."),
    };

    private ServerReflectionResponse Services() => new()
    {
        ListServicesResponse = new ListServiceResponse
        {
            Service = { services.Select(service => new ServiceResponse { Name = service.FullName }) },
        },
    };

    private ServerReflectionResponse File(FileDescriptor? file, string asked) =>
        file is null ? NotFound(asked) : new ServerReflectionResponse
        {
            FileDescriptorResponse = new FileDescriptorResponse
            {
                FileDescriptorProto = { DescriptorIndex.WithImports(file).Select(each => each.SerializedData) },
            },
        };

    private ServerReflectionResponse Extensions(string type) =>
        !_index.Value.HasMessage(type) ? NotFound(type) : new ServerReflectionResponse
        {
            AllExtensionNumbersResponse = new ExtensionNumberResponse
            {
                BaseTypeName = type,
                ExtensionNumber = { _index.Value.ExtensionNumbers(type) },
            },
        };

    private static ServerReflectionResponse NotFound(string asked) =>
        Error(StatusCode.NotFound, $"'{asked}' is not known here; list_services names the services.");

    private static ServerReflectionResponse Error(StatusCode code, string message) => new()
    {
        ErrorResponse = new ErrorResponse { ErrorCode = (int)code, ErrorMessage = message },
    };
}
