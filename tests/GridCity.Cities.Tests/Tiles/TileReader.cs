using System.Text;

namespace GridCity.Cities.Tests.Tiles;

/// <summary>A layer of a tile: the ids of its features, and the corners of their rings in the tile's units.</summary>
internal sealed record TileLayer(string Name, List<ulong> Ids, List<(int X, int Y)> Points);

/// <summary>Reads a vector tile by the words of its specification (Mapbox Vector Tile 2.1), apart from what writes it.</summary>
internal sealed class TileReader(byte[] bytes)
{
    public List<TileLayer> Layers() => [.. Fields(bytes).Where(field => field.Number == 3).Select(field => Layer(field.Bytes))];

    private static TileLayer Layer(byte[] layer)
    {
        var read = new TileLayer("", [], []);
        foreach (var (number, value, content) in Fields(layer))
        {
            if (number == 1) read = read with { Name = Encoding.UTF8.GetString(content) };
            if (number == 2) Feature(content, read);
            if (number == 15) Assert.Equal(2ul, value);
            if (number == 5) Assert.Equal(4096ul, value);
        }

        return read;
    }

    private static void Feature(byte[] feature, TileLayer layer)
    {
        foreach (var (number, value, content) in Fields(feature))
        {
            if (number == 1) layer.Ids.Add(value);
            if (number == 3) Assert.Equal(3ul, value);
            if (number == 4) Geometry(content, layer.Points);
        }
    }

    private static void Geometry(byte[] packed, List<(int X, int Y)> points)
    {
        var (at, x, y) = (0, 0, 0);
        while (at < packed.Length)
        {
            var command = Varint(packed, ref at);
            for (var left = command >> 3; left > 0 && (command & 7) != 7; left--)
            {
                (x, y) = (x + Signed(Varint(packed, ref at)), y + Signed(Varint(packed, ref at)));
                points.Add((x, y));
            }
        }
    }

    private static int Signed(ulong value) => (int)(value >> 1) ^ -(int)(value & 1);

    private static IEnumerable<(int Number, ulong Value, byte[] Bytes)> Fields(byte[] message)
    {
        for (var at = 0; at < message.Length;)
        {
            var key = Varint(message, ref at);
            var value = Varint(message, ref at);
            if ((key & 7) == 0)
            {
                yield return ((int)(key >> 3), value, []);
                continue;
            }

            Assert.Equal(2ul, key & 7);
            yield return ((int)(key >> 3), 0, message[at..(at + (int)value)]);
            at += (int)value;
        }
    }

    private static ulong Varint(byte[] bytes, ref int at)
    {
        var (value, shift) = (0ul, 0);
        for (; (bytes[at] & 0x80) != 0; shift += 7) value |= (ulong)(bytes[at++] & 0x7F) << shift;
        return value | ((ulong)bytes[at++] << shift);
    }
}
