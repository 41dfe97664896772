using Google.Protobuf;
using Grpc.Testing;

namespace GridCity.Rpc.Tests.Support;

/// <summary>Requests in short form.</summary>
internal static class Cases
{
    public static Payload Payload(int bytes) => new() { Body = ByteString.CopyFrom(new byte[bytes]) };

    public static StreamingOutputCallRequest Output(params int[] sizes) => new()
    {
        ResponseParameters = { sizes.Select(size => new ResponseParameters { Size = size }) },
    };
}
