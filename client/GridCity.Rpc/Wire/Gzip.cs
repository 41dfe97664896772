using System.Buffers;
using System.IO.Compression;
using System.IO.Pipelines;

namespace GridCity.Rpc.Wire;

/// <summary>The gzip form of one message.</summary>
internal static class Gzip
{
    private const int StepBytes = 16 * 1024;

    public static ReadOnlyMemory<byte> Compress(ReadOnlyMemory<byte> message)
    {
        using var output = new MemoryStream();
        using (var gzip = new GZipStream(output, CompressionLevel.Fastest, leaveOpen: true))
            gzip.Write(message.Span);
        return output.GetBuffer().AsMemory(0, (int)output.Length);
    }

    /// <summary>Decompresses at most a limit of bytes, so that a small message cannot fill the memory.</summary>
    /// <exception cref="RpcException">RESOURCE_EXHAUSTED over the limit, INTERNAL when it is not gzip.</exception>
    public static ReadOnlyMemory<byte> Decompress(in ReadOnlySequence<byte> message, int bytesMax)
    {
        if (message.IsEmpty)
            throw WireErrors.NotGzip(new InvalidDataException("The message is empty."));
        using var gzip = new GZipStream(PipeReader.Create(message).AsStream(), CompressionMode.Decompress);
        var output = new ArrayBufferWriter<byte>();
        try
        {
            while (gzip.Read(output.GetSpan(StepBytes)) is var count and > 0)
            {
                output.Advance(count);
                if (output.WrittenCount > bytesMax)
                    throw WireErrors.TooLargeWhenDecompressed(bytesMax);
            }
        }
        catch (InvalidDataException error)
        {
            throw WireErrors.NotGzip(error);
        }
        return output.WrittenMemory;
    }
}
