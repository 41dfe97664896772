using System.Buffers;
using System.Text;

namespace GridCity.Cities.Tiles;

/// <summary>
/// Writes protocol-buffer fields: as much of them as Mapbox Vector Tile 2.1 has. A message inside another is written apart
/// first, because its length stands before it.
/// </summary>
internal sealed class TileWriter
{
    private const int Varint = 0, Bytes = 2;

    private readonly ArrayBufferWriter<byte> _output = new();

    public ReadOnlySpan<byte> Written => _output.WrittenSpan;

    public TileWriter Number(int field, ulong value)
    {
        Raw(((ulong)field << 3) | Varint);
        return Raw(value);
    }

    public TileWriter Text(int field, string value) => Block(field, Encoding.UTF8.GetBytes(value));

    public TileWriter Message(int field, TileWriter message) => Block(field, message.Written);

    public TileWriter Packed(int field, IEnumerable<uint> values)
    {
        var packed = new TileWriter();
        foreach (var value in values) packed.Raw(value);
        return Message(field, packed);
    }

    private TileWriter Block(int field, ReadOnlySpan<byte> bytes)
    {
        Raw(((ulong)field << 3) | Bytes);
        Raw((ulong)bytes.Length);
        _output.Write(bytes);
        return this;
    }

    private TileWriter Raw(ulong value)
    {
        var span = _output.GetSpan(10);
        var at = 0;
        for (; value >= 0x80; value >>= 7) span[at++] = (byte)((value & 0x7F) | 0x80);
        span[at++] = (byte)value;
        _output.Advance(at);
        return this;
    }
}
