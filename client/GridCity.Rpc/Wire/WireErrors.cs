namespace GridCity.Rpc.Wire;

/// <summary>What can be wrong with the bytes of a call; codes as in the gRPC document "Status codes".</summary>
internal static class WireErrors
{
    public static RpcException TooLarge(long bytes, int bytesMax) => new(
        StatusCode.ResourceExhausted, $"A message has {bytes} bytes; the limit is {bytesMax}: send less at once.");

    public static RpcException TooLargeWhenDecompressed(int bytesMax) => new(
        StatusCode.ResourceExhausted, $"A message has over {bytesMax} bytes when decompressed: send less at once.");

    public static RpcException BadFlag(byte flag) => new(
        StatusCode.Internal, $"A message begins with {flag}, not with 0 or 1: the stream is not gRPC framing.");

    public static RpcException Truncated() => new(
        StatusCode.Internal, "The stream ended in the middle of a message: send all of it before closing.");

    public static RpcException NoMessage() => new(
        StatusCode.Unimplemented, "The stream ended without a message where exactly one is due.");

    public static RpcException MoreThanOneMessage() => new(
        StatusCode.Unimplemented, "The stream holds more than one message where exactly one is due.");

    public static RpcException NoEncoding() => new(
        StatusCode.Internal, "A message is marked as compressed but grpc-encoding names no compression.");

    public static RpcException UnknownEncoding() => new(
        StatusCode.Unimplemented, "The grpc-encoding is not known here: use one of grpc-accept-encoding.");

    public static RpcException NotGzip(Exception inner) => new(
        StatusCode.Internal, "A message is marked as compressed but is not gzip.", null, null, inner);

    public static RpcException NotProtobuf(string type, Exception inner) => new(
        StatusCode.Internal, $"A message is no valid {type}: compare both .proto files.", null, null, inner);
}
