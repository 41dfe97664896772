using System.Buffers.Binary;
using System.Text;

namespace GridCity.Sumo.Traci;

/// <summary>Builds one message: its length and commands, everything big-endian.</summary>
public sealed class TraciWriter
{
    private byte[] _bytes = new byte[4096];
    private int _length = sizeof(int);
    private int _command;

    /// <summary>Number of commands in the message.</summary>
    public int Commands { get; private set; }

    /// <summary>The whole message.</summary>
    internal ReadOnlySpan<byte> Message
    {
        get
        {
            BinaryPrimitives.WriteInt32BigEndian(_bytes, _length);
            return _bytes.AsSpan(0, _length);
        }
    }

    /// <summary>Begins a command; <see cref="End"/> closes it. Always written in the long form: zero, then four bytes of length.</summary>
    public TraciWriter Begin(byte command)
    {
        _command = _length;
        Byte(0).Int(0).Byte(command);
        Commands++;
        return this;
    }

    public TraciWriter End()
    {
        BinaryPrimitives.WriteInt32BigEndian(_bytes.AsSpan(_command + 1), _length - _command);
        return this;
    }

    public TraciWriter Byte(byte value)
    {
        Room(1)[0] = value;
        return this;
    }

    public TraciWriter Int(int value)
    {
        BinaryPrimitives.WriteInt32BigEndian(Room(sizeof(int)), value);
        return this;
    }

    public TraciWriter Double(double value)
    {
        BinaryPrimitives.WriteDoubleBigEndian(Room(sizeof(double)), value);
        return this;
    }

    public TraciWriter Text(string value)
    {
        Int(Encoding.UTF8.GetByteCount(value));
        Encoding.UTF8.GetBytes(value, Room(Encoding.UTF8.GetByteCount(value)));
        return this;
    }

    public void Clear() => (_length, Commands) = (sizeof(int), 0);

    private Span<byte> Room(int count)
    {
        while (_length + count > _bytes.Length) Array.Resize(ref _bytes, _bytes.Length * 2);
        _length += count;
        return _bytes.AsSpan(_length - count, count);
    }
}
