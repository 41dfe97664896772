using System.Buffers.Binary;
using System.Net.Sockets;

namespace GridCity.Sumo.Traci;

/// <summary>
/// A TraCI connection: only the calls a signal controller needs. Not thread-safe. Every failure, also silence for longer
/// than the limit, is a <see cref="SumoException"/>; after one the connection is of no more use.
/// </summary>
public sealed class TraciClient : IDisposable
{
    private readonly Socket _socket;
    private readonly TraciWriter _writer = new();
    private byte[] _answer = new byte[65_536];

    /// <param name="socket">Connected; owned from now on.</param>
    /// <param name="silence">How long SUMO may take for one answer.</param>
    public TraciClient(Socket socket, TimeSpan silence)
    {
        _socket = socket;
        (socket.NoDelay, socket.ReceiveTimeout, socket.SendTimeout) = (true, (int)silence.TotalMilliseconds, (int)silence.TotalMilliseconds);
    }

    /// <summary>Asks for the version, and refuses a protocol that is too old.</summary>
    public (int Api, string Name) Version()
    {
        _writer.Begin(TraciCodes.Version).End();
        var answer = Exchange();
        Status(ref answer, TraciCodes.Version);
        var body = answer.Command(out _);
        var (api, name) = (body.Int(), body.Text());
        return api >= TraciCodes.ApiVersionMin
            ? (api, name)
            : throw new SumoException($"{name} speaks TraCI {api}; {TraciCodes.ApiVersionMin} or later is needed (SUMO 1.8 or later)");
    }

    /// <summary>One step of the simulation; subscribed values go to the listener.</summary>
    public void Step(ITraciListener listener)
    {
        _writer.Begin(TraciCodes.Step).Double(0).End();
        var answer = Exchange();
        Status(ref answer, TraciCodes.Step);
        var count = answer.Int();
        for (var index = 0; index < count; index++) Deliver(ref answer, listener);
    }

    /// <summary>Subscribes to variables of objects; the present values go to the listener at once.</summary>
    public void Subscribe(byte domain, IReadOnlyCollection<string> ids, ReadOnlySpan<byte> variables, ITraciListener listener)
    {
        if (ids.Count == 0) return;
        var command = (byte)(domain + TraciCodes.SubscribeOffset);
        foreach (var id in ids)
        {
            _writer.Begin(command).Double(double.MinValue).Double(double.MaxValue).Text(id).Byte((byte)variables.Length);
            foreach (var variable in variables) _writer.Byte(variable);
            _writer.End();
        }

        var answer = Exchange();
        for (var index = 0; index < ids.Count; index++)
        {
            Status(ref answer, command);
            Deliver(ref answer, listener);
        }
    }

    /// <summary>Sets what many signals show, in one message.</summary>
    /// <param name="states">Id of the signal and a character for each link index.</param>
    public void SetSignals(IReadOnlyCollection<(string Id, string State)> states)
    {
        if (states.Count == 0) return;
        const byte Command = TraciCodes.Signals + TraciCodes.SetterOffset;
        foreach (var (id, state) in states)
            _writer.Begin(Command).Byte(TraciCodes.SignalState).Text(id).Byte(TraciCodes.StringType).Text(state).End();
        var answer = Exchange();
        for (var index = 0; index < states.Count; index++) Status(ref answer, Command);
    }

    /// <summary>One value: int, double, string or string[].</summary>
    public object Get(byte domain, byte variable, string id)
    {
        _writer.Begin(domain).Byte(variable).Text(id).End();
        var answer = Exchange();
        Status(ref answer, domain);
        var body = answer.Command(out _);
        body.Byte();
        body.TextBytes();
        return body.Value();
    }

    /// <summary>Sends one command that is written by the caller and answered by a status alone.</summary>
    public void Send(byte command, Action<TraciWriter> write)
    {
        _writer.Begin(command);
        write(_writer);
        _writer.End();
        var answer = Exchange();
        Status(ref answer, command);
    }

    /// <summary>Ends the simulation; SUMO writes its files and exits.</summary>
    public void Close()
    {
        _writer.Begin(TraciCodes.Close).End();
        Exchange();
    }

    public void Dispose() => _socket.Dispose();

    private static void Status(ref TraciReader answer, byte command)
    {
        var status = answer.Command(out var id);
        var (result, text) = (status.Byte(), status.Text());
        if (id != command) throw new SumoException($"SUMO answered command 0x{id:x2} where 0x{command:x2} was sent");
        if (result != 0) throw new SumoException($"SUMO refused command 0x{command:x2}: {text}");
    }

    private static void Deliver(ref TraciReader answer, ITraciListener listener)
    {
        var body = answer.Command(out var id);
        var name = body.TextBytes();
        int count = body.Byte();
        listener.Take((byte)(id - TraciCodes.AnswerOffset), name, ref body, count);
    }

    private TraciReader Exchange()
    {
        try
        {
            Send(_writer.Message);
            _writer.Clear();
            Receive(_answer.AsSpan(0, sizeof(int)));
            var length = BinaryPrimitives.ReadInt32BigEndian(_answer) - sizeof(int);
            if (length < 0) throw new SumoException("SUMO's answer is not TraCI: its length is negative");
            if (length > _answer.Length) _answer = new byte[Math.Max(length, _answer.Length * 2)];
            Receive(_answer.AsSpan(0, length));
            return new(_answer.AsSpan(0, length));
        }
        catch (SocketException broken)
        {
            throw broken.SocketErrorCode == SocketError.TimedOut || broken.SocketErrorCode == SocketError.WouldBlock
                ? new SumoException($"SUMO did not answer for {_socket.ReceiveTimeout / 1000} s", broken)
                : new SumoException($"the connection to SUMO broke: {broken.Message}", broken);
        }
    }

    private void Send(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty) bytes = bytes[_socket.Send(bytes)..];
    }

    private void Receive(Span<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            var count = _socket.Receive(bytes);
            if (count == 0) throw new SumoException("SUMO closed the connection");
            bytes = bytes[count..];
        }
    }
}
