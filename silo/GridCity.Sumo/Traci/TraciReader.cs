using System.Buffers.Binary;
using System.Text;

namespace GridCity.Sumo.Traci;

/// <summary>Reads an answer from its beginning; a short or foreign answer is an error that says so.</summary>
public ref struct TraciReader(ReadOnlySpan<byte> bytes)
{
    private ReadOnlySpan<byte> _rest = bytes;

    public readonly bool IsAtEnd => _rest.IsEmpty;

    public byte Byte() => Take(1)[0];

    public int Int() => BinaryPrimitives.ReadInt32BigEndian(Take(sizeof(int)));

    public double Double() => BinaryPrimitives.ReadDoubleBigEndian(Take(sizeof(double)));

    public string Text() => Encoding.UTF8.GetString(TextBytes());

    /// <summary>A text as its UTF-8 bytes, valid until the next message.</summary>
    public ReadOnlySpan<byte> TextBytes() => Take(Int());

    /// <summary>The body of the next command, and its id.</summary>
    public TraciReader Command(out byte id)
    {
        var length = (int)Byte();
        var header = 2;
        if (length == 0) (length, header) = (Int(), 6);
        id = Byte();
        return new(Take(length - header));
    }

    /// <summary>A value after its type: int, double, string or string[].</summary>
    public object Value() => Byte() switch
    {
        TraciCodes.UnsignedByteType or TraciCodes.ByteType => (int)Byte(),
        TraciCodes.IntegerType => Int(),
        TraciCodes.DoubleType => Double(),
        TraciCodes.StringType => Text(),
        TraciCodes.StringListType => Texts(),
        var type => throw new SumoException($"SUMO answered with a value of type 0x{type:x2}, which this client does not read"),
    };

    public double DoubleValue() => Typed(TraciCodes.DoubleType).Double();

    public int IntValue() => Typed(TraciCodes.IntegerType).Int();

    public ReadOnlySpan<byte> TextValueBytes()
    {
        Expect(TraciCodes.StringType);
        return TextBytes();
    }

    private TraciReader Typed(byte type)
    {
        Expect(type);
        var here = this;
        Take(type == TraciCodes.DoubleType ? sizeof(double) : sizeof(int));
        return here;
    }

    private void Expect(byte type)
    {
        if (Byte() is var found && found != type)
            throw new SumoException($"SUMO answered with a value of type 0x{found:x2} where 0x{type:x2} was expected");
    }

    private string[] Texts()
    {
        var texts = new string[Int()];
        for (var index = 0; index < texts.Length; index++) texts[index] = Text();
        return texts;
    }

    private ReadOnlySpan<byte> Take(int count)
    {
        if (count < 0 || count > _rest.Length)
            throw new SumoException($"SUMO's answer ends early: {count} bytes were announced, {_rest.Length} are there");
        var taken = _rest[..count];
        _rest = _rest[count..];
        return taken;
    }
}
