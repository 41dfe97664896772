using System.Buffers.Binary;

namespace GridCity.Silo.Edges.Photos;

/// <summary>
/// Takes out of a picture what cameras and programs write beside it: place, time, device, names, thumbnails, and whatever
/// stands behind its end. Only what is known to belong to the picture is kept, and how it has to be turned.
/// </summary>
internal static class PhotoCleaning
{
    private const int WebpHeadBytes = 12, PngHeadBytes = 8;

    private static readonly string[] PngKept =
        ["IHDR", "PLTE", "IDAT", "IEND", "tRNS", "cHRM", "gAMA", "iCCP", "sBIT", "sRGB", "bKGD", "pHYs"];

    private static readonly string[] WebpKept = ["VP8 ", "VP8L", "ALPH", "ICCP"];

    /// <summary>Bits of VP8X that say: there is EXIF, XMP, an animation.</summary>
    private const byte WebpExtras = 0b0000_1110;

    /// <returns>Null for what is no whole JPEG, PNG or WebP.</returns>
    public static byte[]? Clean(byte[] photo)
    {
        try
        {
            return PhotoType.Of(photo) switch
            {
                "jpeg" => JpegCleaning.Clean(photo),
                "png" => Png(photo),
                "webp" => Webp(photo),
                _ => null,
            };
        }
        catch (Exception error) when (error is ArgumentOutOfRangeException or IndexOutOfRangeException)
        {
            // Its lengths lead out of it: cut short, or made to mislead.
            return null;
        }
    }

    private static byte[]? Png(ReadOnlySpan<byte> photo)
    {
        using var clean = new MemoryStream();
        clean.Write(photo[..PngHeadBytes]);
        for (var at = PngHeadBytes; at < photo.Length;)
        {
            var length = BinaryPrimitives.ReadUInt32BigEndian(photo[at..]);
            if (length > int.MaxValue - 12) return null;
            var chunk = photo.Slice(at, (int)length + 12);
            var name = System.Text.Encoding.ASCII.GetString(chunk[4..8]);
            if (PngKept.Contains(name)) clean.Write(chunk);
            if (name == "IEND") return clean.ToArray();
            at += chunk.Length;
        }

        return null;
    }

    private static byte[]? Webp(ReadOnlySpan<byte> photo)
    {
        using var clean = new MemoryStream();
        clean.Write(photo[..WebpHeadBytes]);
        var end = BinaryPrimitives.ReadUInt32LittleEndian(photo[4..]) + 8L;
        if (end > photo.Length) return null;
        for (var at = WebpHeadBytes; at + 8 <= end;)
        {
            var length = BinaryPrimitives.ReadUInt32LittleEndian(photo[(at + 4)..]);
            if (length > end - at - 8) return null;
            var chunk = photo.Slice(at, (int)Math.Min(8 + length + (length & 1), end - at)).ToArray();
            var name = System.Text.Encoding.ASCII.GetString(chunk, 0, 4);
            if (name == "VP8X") chunk[8] &= unchecked((byte)~WebpExtras);
            if (name == "VP8X" || WebpKept.Contains(name)) clean.Write(chunk);
            at += chunk.Length;
        }

        var bytes = clean.ToArray();
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(4), (uint)(bytes.Length - 8));
        return bytes.Length > WebpHeadBytes ? bytes : null;
    }
}
