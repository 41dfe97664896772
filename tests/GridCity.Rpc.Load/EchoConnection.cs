using System.Buffers.Binary;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace GridCity.Rpc.Load;

/// <summary>
/// One HTTP/2 connection with some callers on it (RFC 9113). One thread reads whatever has come, answers it with the
/// callers' next calls, and sends these at once.
/// </summary>
internal sealed class EchoConnection(EchoPlan plan, int callers)
{
    private const int FrameHeaderBytes = 9;
    private const int WindowBytes = int.MaxValue / 2;
    private const byte DataType = 0, HeadersType = 1, ResetType = 3, SettingsType = 4, PingType = 6, GoAwayType = 7;
    private const byte EndStreamFlag = 1, AckFlag = 1;

    private readonly EchoFrames _frames = new(plan);
    private readonly byte[] _input = new byte[256 * 1024];
    private readonly Dictionary<int, long> _startedAt = new(callers);
    private readonly MemoryStream _output = new();
    private long _windowLeftBytes = WindowBytes;
    private int _nextStream = 1;
    private long _until;

    public LatencyCounts Latencies { get; } = new();

    /// <summary>What ended the run early, or null.</summary>
    public Exception? Failure { get; private set; }

    public void Run()
    {
        try
        {
            using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            socket.Connect(IPAddress.Loopback, plan.Port);
            Exchange(socket);
        }
        catch (Exception error)
        {
            Failure = error;
        }
    }

    private void Exchange(Socket socket)
    {
        _output.Write(EchoFrames.Preface(WindowBytes));
        _until = Stopwatch.GetTimestamp() + (long)(plan.Seconds * Stopwatch.Frequency);
        for (var caller = 0; caller < callers; caller++)
            StartCall(Stopwatch.GetTimestamp());
        for (var filled = 0; _startedAt.Count > 0;)
        {
            Send(socket);
            var received = socket.Receive(_input, filled, _input.Length - filled, SocketFlags.None);
            if (received == 0)
                throw new IOException("The server closed the connection.");
            filled = Take(filled + received);
        }
    }

    private void Send(Socket socket)
    {
        socket.Send(_output.GetBuffer().AsSpan(0, (int)_output.Length));
        _output.SetLength(0);
    }

    private void StartCall(long now)
    {
        _startedAt.Add(_nextStream, now);
        _frames.WriteCall(_output, _nextStream);
        _nextStream += 2;
    }

    /// <summary>Takes all whole frames off the input and moves the rest to its beginning.</summary>
    private int Take(int filled)
    {
        var start = 0;
        while (filled - start >= FrameHeaderBytes)
        {
            var length = _input[start] << 16 | _input[start + 1] << 8 | _input[start + 2];
            if (filled - start - FrameHeaderBytes < length)
                break;
            OnFrame(_input.AsSpan(start, FrameHeaderBytes + length));
            start += FrameHeaderBytes + length;
        }
        _input.AsSpan(start, filled - start).CopyTo(_input);
        return filled - start;
    }

    private void OnFrame(ReadOnlySpan<byte> frame)
    {
        var (type, flags) = (frame[3], frame[4]);
        var stream = BinaryPrimitives.ReadInt32BigEndian(frame[5..]);
        var payload = frame[FrameHeaderBytes..];
        if (type == DataType)
            OnData(payload);
        else if (type == HeadersType && (flags & EndStreamFlag) != 0)
            OnEnd(stream, payload);
        else if (type == SettingsType && (flags & AckFlag) == 0)
            EchoFrames.Write(_output, SettingsType, AckFlag, 0, []);
        else if (type == PingType && (flags & AckFlag) == 0)
            EchoFrames.Write(_output, PingType, AckFlag, 0, payload);
        else if (type is ResetType or GoAwayType)
            throw new IOException($"The server ended stream {stream} with frame type {type}.");
    }

    private void OnData(ReadOnlySpan<byte> payload)
    {
        if (payload.Length > 0 && !payload.SequenceEqual(_frames.Message))
            throw new InvalidDataException("The answer is not what was sent.");
        _windowLeftBytes -= payload.Length;
        if (_windowLeftBytes > WindowBytes / 2)
            return;
        EchoFrames.WriteWindowUpdate(_output, (int)(WindowBytes - _windowLeftBytes));
        _windowLeftBytes = WindowBytes;
    }

    private void OnEnd(int stream, ReadOnlySpan<byte> trailers)
    {
        if (trailers.IndexOf("grpc-status\u00010"u8) < 0)
            throw new InvalidDataException("The call did not end with OK.");
        if (!_startedAt.Remove(stream, out var startedAt))
            throw new InvalidDataException($"Stream {stream} ended twice.");
        var now = Stopwatch.GetTimestamp();
        Latencies.Add(Stopwatch.GetElapsedTime(startedAt, now));
        if (now < _until)
            StartCall(now);
    }
}
