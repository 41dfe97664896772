using GridCity.Client;
using GridCity.Protos.Field.V1;
using GridCity.Rpc;
using GridCity.Testing;
using Task = System.Threading.Tasks.Task;

namespace GridCity.Silo.Tests.Support;

/// <summary>Bytes that are photos as far as their beginning says.</summary>
internal static class Pictures
{
    public static byte[] Jpeg(int size)
    {
        var bytes = new byte[size];
        Random.Shared.NextBytes(bytes);
        ((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF, 0xE0]).CopyTo(bytes);
        return bytes;
    }

    /// <summary>The first bytes of a photo, more than a piece, on a connection that breaks once they have come.</summary>
    public static async Task BreakOffAsync(TestSilo silo, string token, PhotoName name, byte[] photo, int sent)
    {
        var whole = silo.Connect(token).Photos;
        using var channel = new RpcChannel(silo.Address, new() { Headers = new() { { "authorization", $"Bearer {token}" } } });
        var method = RpcMethod<PutPhotoRequest, PutPhotoReply>.Of(PhotoReflection.Descriptor.Services[0], "Put");
        await using var stream = channel.Streaming(method);
        await stream.SendAsync(new() { Photo = name, Size = photo.Length, Content = Google.Protobuf.ByteString.CopyFrom(photo, 0, sent) });
        await Eventually.Is(async () => (await whole.FindAsync(new() { Photo = name })).BytesThere == sent, "what came is kept");
    }

    /// <summary>Some bytes of a photo from somewhere on, on a connection that ends too early.</summary>
    public static async Task EndEarlyAsync(TestSilo silo, string token, PhotoName name, byte[] photo, Range sent)
    {
        using var channel = new RpcChannel(silo.Address, new() { Headers = new() { { "authorization", $"Bearer {token}" } } });
        var method = RpcMethod<PutPhotoRequest, PutPhotoReply>.Of(PhotoReflection.Descriptor.Services[0], "Put");
        await using var stream = channel.Streaming(method);
        var content = Google.Protobuf.ByteString.CopyFrom(photo[sent]);
        await stream.SendAsync(new() { Photo = name, Size = photo.Length, Offset = sent.Start.Value, Content = content });
        await Refused.Naming("size", stream.ResponseAsync);
    }

    public static async Task<byte[]> ReadAsync(GridCityClient client, string @case, string photo)
    {
        using var whole = new MemoryStream();
        await foreach (var piece in client.Photos.GetAsync(new() { CaseId = @case, PhotoId = photo })) piece.Content.WriteTo(whole);
        return whole.ToArray();
    }
}
