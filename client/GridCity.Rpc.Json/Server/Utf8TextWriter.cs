using System.Buffers;
using System.Text;

namespace GridCity.Rpc.Json.Server;

/// <summary>
/// Text straight into bytes. protobuf's formatter writes texts character by character: they are gathered, because encoding
/// one costs as much as encoding many. What lies beyond the first plane it writes as escapes, so no pair is ever torn.
/// </summary>
internal sealed class Utf8TextWriter(IBufferWriter<byte> output) : TextWriter
{
    private const int CharsMax = 1024;

    private readonly char[] _chars = ArrayPool<char>.Shared.Rent(CharsMax);
    private int _count;

    public override Encoding Encoding => Encoding.UTF8;

    public override void Write(char value)
    {
        if (_count == CharsMax) Flush();
        _chars[_count++] = value;
    }

    public override void Write(string? value)
    {
        if (value is [var one]) Write(one);
        else Write(value.AsSpan());
    }

    public override void Write(char[] buffer, int index, int count) => Write(buffer.AsSpan(index, count));

    public override void Write(ReadOnlySpan<char> buffer)
    {
        if (buffer.Length > CharsMax - _count) Flush();
        if (buffer.Length > CharsMax)
        {
            Encoding.UTF8.GetBytes(buffer, output);
            return;
        }

        buffer.CopyTo(_chars.AsSpan(_count));
        _count += buffer.Length;
    }

    public override void Flush()
    {
        Encoding.UTF8.GetBytes(_chars.AsSpan(0, _count), output);
        _count = 0;
    }

    protected override void Dispose(bool disposing)
    {
        if (!disposing) return;
        Flush();
        ArrayPool<char>.Shared.Return(_chars);
    }
}
