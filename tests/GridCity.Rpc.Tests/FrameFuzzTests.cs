using System.Buffers;
using System.Buffers.Binary;
using System.IO.Compression;
using System.IO.Pipelines;
using Google.Protobuf;
using GridCity.Rpc.Tests.Support;
using GridCity.Rpc.Wire;
using Grpc.Testing;

namespace GridCity.Rpc.Tests;

/// <summary>The frame reader against bytes that nobody would send. GRIDCITY_SEED replays a run.</summary>
public sealed class FrameFuzzTests
{
    private const int Rounds = 2_000;
    private const int BytesMax = 4_096;

    private readonly ITestOutputHelper _output;
    private readonly int _seed;
    private readonly Random _random;

    public FrameFuzzTests(ITestOutputHelper output)
    {
        _output = output;
        var replayed = Environment.GetEnvironmentVariable("GRIDCITY_SEED");
        _seed = int.TryParse(replayed, out var seed) ? seed : Random.Shared.Next();
        _random = new Random(_seed);
        output.WriteLine($"seed {_seed}");
    }

    [Fact]
    public Task Any_chunking_gives_the_same_messages() => EachRoundAsync(async () =>
    {
        var messages = RandomMessages();
        var seen = await ReadAllAsync(Encode(messages), RpcEncoding.Gzip);
        Assert.Null(seen.Error);
        Assert.Equal(messages, seen.Messages);
    });

    [Fact]
    public Task Random_bytes_give_messages_or_a_status_and_nothing_else() => EachRoundAsync(async () =>
    {
        var bytes = new byte[_random.Next(64)];
        _random.NextBytes(bytes);
        if (bytes.Length > 0 && _random.Next(2) == 0)
            bytes[0] &= 1;
        var seen = await ReadAllAsync(bytes, _random.GetItems(Enum.GetValues<RpcEncoding>(), 1)[0]);
        Assert.Contains(
            seen.Error?.Code ?? StatusCode.OK,
            (StatusCode[])
            [StatusCode.OK, StatusCode.Internal, StatusCode.ResourceExhausted, StatusCode.Unimplemented]);
    });

    [Fact]
    public Task A_stream_cut_off_anywhere_gives_the_whole_messages_and_then_an_error() => EachRoundAsync(async () =>
    {
        var messages = RandomMessages();
        var bytes = Encode(messages);
        var cut = _random.Next(bytes.Length);
        var seen = await ReadAllAsync(bytes[..cut], RpcEncoding.Gzip);
        Assert.Equal(messages[..seen.Messages.Count], seen.Messages);
        var isBetweenMessages = Encode(messages[..seen.Messages.Count]).Length == cut;
        Assert.Equal(isBetweenMessages ? null : StatusCode.Internal, seen.Error?.Code);
    });

    [Fact]
    public Task A_flipped_bit_is_a_status_or_another_message_within_the_limit() => EachRoundAsync(async () =>
    {
        var bytes = Encode(RandomMessages());
        bytes[_random.Next(bytes.Length)] ^= (byte)(1 << _random.Next(8));
        var seen = await ReadAllAsync(bytes, RpcEncoding.Gzip);
        Assert.All(seen.Messages, message => Assert.InRange(message.CalculateSize(), 0, BytesMax));
    });

    [Fact]
    public Task A_length_over_the_limit_is_refused_before_its_bytes_come() => EachRoundAsync(async () =>
    {
        var length = (uint)_random.NextInt64(BytesMax + 1, uint.MaxValue);
        var prefix = new byte[FrameParser.PrefixBytes];
        BinaryPrimitives.WriteUInt32BigEndian(prefix.AsSpan(1), length);
        var pipe = new Pipe();
        await pipe.Writer.WriteAsync(prefix);
        var reader = new MessageReader<Payload>(pipe.Reader, Payload.Parser, BytesMax, RpcEncoding.Identity);
        var error = await Assert.ThrowsAsync<RpcException>(async () => await reader.ReadAsync(default));
        Assert.Equal(StatusCode.ResourceExhausted, error.Code);
    });

    [Fact]
    public Task A_small_message_that_becomes_a_large_one_is_refused() => EachRoundAsync(async () =>
    {
        var bomb = Compress(new byte[BytesMax + 1 + _random.Next(100_000)]);
        var seen = await ReadAllAsync(RawClient.Frame(bomb, 1), RpcEncoding.Gzip);
        Assert.Equal(StatusCode.ResourceExhausted, seen.Error?.Code);
    });

    private async Task EachRoundAsync(Func<Task> round)
    {
        for (var index = 0; index < Rounds; index++)
            try
            {
                await round();
            }
            catch (Exception error)
            {
                throw new InvalidOperationException($"Round {index} failed: replay with GRIDCITY_SEED={_seed}.", error);
            }
    }

    private Payload[] RandomMessages()
    {
        var messages = new Payload[1 + _random.Next(5)];
        for (var index = 0; index < messages.Length; index++)
        {
            var body = new byte[_random.Next(2) == 0 ? _random.Next(20) : _random.Next(2_000)];
            _random.NextBytes(body);
            messages[index] = new Payload { Body = ByteString.CopyFrom(body) };
        }
        return messages;
    }

    private static byte[] Encode(ReadOnlySpan<Payload> messages)
    {
        var output = new ArrayBufferWriter<byte>();
        foreach (var message in messages)
            MessageWriter.Write(output, message, BytesMax, compress: message.Body.Length % 2 == 1);
        return output.WrittenSpan.ToArray();
    }

    private static byte[] Compress(byte[] bytes)
    {
        using var output = new MemoryStream();
        using (var gzip = new GZipStream(output, CompressionLevel.Fastest))
            gzip.Write(bytes);
        return output.ToArray();
    }

    private async Task<(List<Payload> Messages, RpcException? Error)> ReadAllAsync(byte[] bytes, RpcEncoding encoding)
    {
        var pipe = new Pipe(new PipeOptions(minimumSegmentSize: 16));
        var reader = new MessageReader<Payload>(pipe.Reader, Payload.Parser, BytesMax, encoding);
        var writing = WriteInChunksAsync(pipe.Writer, bytes);
        var messages = new List<Payload>();
        try
        {
            while (await reader.ReadAsync(default) is { } message)
                messages.Add(message);
            await writing;
            return (messages, null);
        }
        catch (RpcException error)
        {
            await pipe.Reader.CompleteAsync();
            return (messages, error);
        }
    }

    private async Task WriteInChunksAsync(PipeWriter writer, byte[] bytes)
    {
        for (var start = 0; start < bytes.Length;)
        {
            var count = Math.Min(_random.Next(1, 700), bytes.Length - start);
            if (_random.Next(4) == 0)
                count = 1;
            var result = await writer.WriteAsync(bytes.AsMemory(start, count));
            if (result.IsCompleted)
                return;
            start += count;
        }
        await writer.CompleteAsync();
    }
}
