using System.IO.Pipelines;
using Google.Protobuf;

namespace GridCity.Rpc.Wire;

/// <summary>Reads the messages of one direction of a call, holding at most one incomplete message.</summary>
/// <param name="pipe">The body; stays the caller's.</param>
/// <param name="parser">Makes the messages.</param>
/// <param name="bytesMax">Limit of one message, before and after decompression.</param>
/// <param name="encoding">What the other side said it compresses with.</param>
internal sealed class MessageReader<T>(PipeReader pipe, MessageParser<T> parser, int bytesMax, RpcEncoding encoding)
    where T : class, IMessage<T>
{
    private bool _isEnded;

    /// <summary>The next message, or null at the end of the stream.</summary>
    /// <exception cref="RpcException">The bytes are wrong; reading on makes no sense.</exception>
    /// <exception cref="BrokenStreamException">The stream broke off.</exception>
    public async ValueTask<T?> ReadAsync(CancellationToken cancellation)
    {
        while (!_isEnded)
        {
            ReadResult result;
            try
            {
                result = await pipe.ReadAsync(cancellation);
            }
            catch (IOException error)
            {
                throw new BrokenStreamException(error);
            }
            if (Take(result) is { } message)
                return message;
        }
        return null;
    }

    /// <summary>The only message of the stream; waits for the end of the stream.</summary>
    /// <exception cref="RpcException">The bytes are wrong, or there is none or more than one.</exception>
    /// <exception cref="BrokenStreamException">The stream broke off.</exception>
    public async ValueTask<T> ReadSingleAsync(CancellationToken cancellation)
    {
        var single = await ReadAsync(cancellation) ?? throw WireErrors.NoMessage();
        return await ReadAsync(cancellation) is null ? single : throw WireErrors.MoreThanOneMessage();
    }

    private T? Take(ReadResult result)
    {
        var rest = result.Buffer;
        T? message = null;
        try
        {
            if (FrameParser.TryTake(ref rest, bytesMax, out var frame))
                message = Decode(frame);
            else if (result.IsCompleted && !rest.IsEmpty)
                throw WireErrors.Truncated();
            _isEnded = result.IsCompleted && rest.IsEmpty;
            return message;
        }
        finally
        {
            pipe.AdvanceTo(rest.Start, message is null ? rest.End : rest.Start);
        }
    }

    private T Decode(MessageFrame frame)
    {
        try
        {
            return frame.IsCompressed
                ? parser.ParseFrom(Decompress(frame).Span)
                : parser.ParseFrom(frame.Payload);
        }
        catch (InvalidProtocolBufferException error)
        {
            throw WireErrors.NotProtobuf(typeof(T).Name, error);
        }
    }

    private ReadOnlyMemory<byte> Decompress(MessageFrame frame) => encoding switch
    {
        RpcEncoding.Gzip => Gzip.Decompress(frame.Payload, bytesMax),
        RpcEncoding.Identity => throw WireErrors.NoEncoding(),
        _ => throw WireErrors.UnknownEncoding(),
    };
}

/// <summary>The connection or the stream ended without its proper end.</summary>
internal sealed class BrokenStreamException(IOException inner) : Exception(inner.Message, inner);
