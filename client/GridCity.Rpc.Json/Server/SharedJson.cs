using System.Buffers;
using System.Runtime.CompilerServices;
using Google.Protobuf;

namespace GridCity.Rpc.Json.Server;

/// <summary>
/// One message that goes to many streams is written out once: the same object gives the same bytes, for as long as somebody
/// holds it. What a stream has been given is not changed any more.
/// </summary>
internal static class SharedJson
{
    private static readonly ConditionalWeakTable<IMessage, byte[]> Written = [];

    public static ReadOnlySpan<byte> Of(IMessage message) => Written.GetValue(message, static one =>
    {
        var output = new ArrayBufferWriter<byte>();
        JsonText.Write(one, output);
        return output.WrittenSpan.ToArray();
    });
}
