using System.Buffers.Binary;

namespace GridCity.Silo.Edges.Photos;

/// <summary>
/// A JPEG (ISO/IEC 10918-1) without its application segments and comments, but for those that its colours need (JFIF, ICC
/// profile, Adobe), and with one of its own that says how the picture has to be turned.
/// </summary>
internal static class JpegCleaning
{
    private const byte Start = 0xD8, End = 0xD9, Scan = 0xDA, Comment = 0xFE;
    private const byte Application0 = 0xE0, Exif = 0xE1, Profile = 0xE2, Adobe = 0xEE, Application15 = 0xEF;
    private const int OrientationTag = 0x0112;
    private const int OrientationMin = 2, OrientationMax = 8;

    private static ReadOnlySpan<byte> ExifHead => "Exif\0\0"u8;

    private static ReadOnlySpan<byte> ProfileHead => "ICC_PROFILE\0"u8;

    /// <returns>Null for what is no whole JPEG.</returns>
    public static byte[]? Clean(ReadOnlySpan<byte> photo)
    {
        using var clean = new MemoryStream();
        clean.Write([0xFF, Start]);
        var orientation = Orientation(photo);
        if (orientation is >= OrientationMin and <= OrientationMax) clean.Write(Turned((byte)orientation));
        for (var at = 2; at + 4 <= photo.Length;)
        {
            if (photo[at] != 0xFF) return null;
            var marker = photo[at + 1];
            if (marker == 0xFF) at++;
            else if (marker == End) return null;
            else if (marker == Scan) return Picture(photo[at..], clean);
            else
            {
                var segment = photo.Slice(at, BinaryPrimitives.ReadUInt16BigEndian(photo[(at + 2)..]) + 2);
                if (IsKept(marker, segment[4..])) clean.Write(segment);
                at += segment.Length;
            }
        }

        return null;
    }

    private static bool IsKept(byte marker, ReadOnlySpan<byte> content) => marker switch
    {
        Application0 or Adobe => true,
        Profile => content.StartsWith(ProfileHead),
        Comment or (> Application0 and <= Application15) => false,
        _ => true,
    };

    /// <summary>
    /// The scans up to the end of the picture. Between them stand tables, whose segments may hold any bytes, and nothing else:
    /// what a progressive picture has between its scans is looked at like what stands before them.
    /// </summary>
    private static byte[]? Picture(ReadOnlySpan<byte> rest, MemoryStream clean)
    {
        for (var at = 0; at + 2 <= rest.Length;)
        {
            var marker = rest[at + 1];
            if (marker == End)
            {
                clean.Write([0xFF, End]);
                return clean.ToArray();
            }

            var segment = rest.Slice(at, BinaryPrimitives.ReadUInt16BigEndian(rest[(at + 2)..]) + 2);
            if (IsKept(marker, segment[4..])) clean.Write(segment);
            at += segment.Length;
            var data = marker == Scan ? DataLength(rest[at..]) : 0;
            clean.Write(rest.Slice(at, data));
            at += data;
        }

        return null;
    }

    /// <summary>Bytes of coded data up to the next marker that is neither a stuffed byte nor a restart.</summary>
    private static int DataLength(ReadOnlySpan<byte> data)
    {
        for (var at = 0; at + 1 < data.Length; at++)
            if (data[at] == 0xFF && data[at + 1] is not (0 or (>= 0xD0 and <= 0xD7))) return at;
        return data.Length;
    }

    /// <summary>The one tag of EXIF that the picture needs; 1 when it says nothing, or nothing that can be read.</summary>
    private static int Orientation(ReadOnlySpan<byte> photo)
    {
        try
        {
            return OrientationIn(photo);
        }
        catch (ArgumentOutOfRangeException)
        {
            return 1;
        }
    }

    private static int OrientationIn(ReadOnlySpan<byte> photo)
    {
        for (var at = 2; at + 4 <= photo.Length && photo[at] == 0xFF && photo[at + 1] != Scan;)
        {
            var segment = photo.Slice(at, BinaryPrimitives.ReadUInt16BigEndian(photo[(at + 2)..]) + 2);
            if (photo[at + 1] == Exif && segment[4..].StartsWith(ExifHead)) return OrientationOf(segment[(4 + ExifHead.Length)..]);
            at += segment.Length;
        }

        return 1;
    }

    /// <param name="tiff">As in TIFF 6.0: the order of bytes, where the first directory is, twelve bytes for each entry.</param>
    private static int OrientationOf(ReadOnlySpan<byte> tiff)
    {
        var isLittle = tiff.StartsWith("II"u8);
        var directory = (int)Math.Min(isLittle ? BinaryPrimitives.ReadUInt32LittleEndian(tiff[4..]) : BinaryPrimitives.ReadUInt32BigEndian(tiff[4..]), int.MaxValue);
        var count = Short(tiff[directory..], isLittle);
        for (var entry = 0; entry < count; entry++)
        {
            var one = tiff[(directory + 2 + (12 * entry))..];
            if (Short(one, isLittle) == OrientationTag) return Short(one[8..], isLittle);
        }

        return 1;
    }

    private static int Short(ReadOnlySpan<byte> bytes, bool isLittle) =>
        isLittle ? BinaryPrimitives.ReadUInt16LittleEndian(bytes) : BinaryPrimitives.ReadUInt16BigEndian(bytes);

    /// <summary>EXIF with one entry, of the type SHORT.</summary>
    private static byte[] Turned(byte orientation) =>
    [
        0xFF, Exif, 0, 34, .. ExifHead, (byte)'M', (byte)'M', 0, 42, 0, 0, 0, 8,
        0, 1, 1, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, 0, 0, 0, 0,
    ];
}
