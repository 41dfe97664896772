using System.Buffers.Binary;
using System.Text;
using GridCity.Silo.Edges.Photos;

namespace GridCity.Silo.Tests.Citizens;

/// <summary>Of a picture stays what is the picture.</summary>
public sealed class PhotoCleaningTests
{
    private const string Secret = "GPS 30.25 120.15 of Li Na's telephone";

    private static readonly byte[] Scan = [0xFF, 0xDA, 0, 3, 1, 0x12, 0xFF, 0, 0x34, 0xFF, 0xD0, 0x56];

    private static readonly byte[] Jfif = Segment(0xE0, "JFIF\0rest"u8), Tables = Segment(0xDB, "tables"u8);

    [Fact]
    public void A_jpeg_loses_what_cameras_write_and_keeps_the_picture()
    {
        var photo = Joined(
            [0xFF, 0xD8], Jfif, Segment(0xE1, Exif(orientation: 1)), Segment(0xED, Encoding.ASCII.GetBytes(Secret)),
            Segment(0xFE, Encoding.ASCII.GetBytes(Secret)), Segment(0xE2, "ICC_PROFILE\0colours"u8), Segment(0xE2, "MPF\0pictures"u8), Tables,
            Scan, [0xFF, 0xD9], Encoding.ASCII.GetBytes(Secret));

        var clean = PhotoCleaning.Clean(photo);

        Assert.Equal(Joined([0xFF, 0xD8], Jfif, Segment(0xE2, "ICC_PROFILE\0colours"u8), Tables, Scan, [0xFF, 0xD9]), clean);
    }

    [Fact]
    public void How_a_jpeg_has_to_be_turned_is_kept_and_nothing_else_of_it()
    {
        var clean = PhotoCleaning.Clean(Joined([0xFF, 0xD8], Segment(0xE1, Exif(orientation: 6)), Tables, Scan, [0xFF, 0xD9]))!;

        Assert.DoesNotContain(Secret, Encoding.Latin1.GetString(clean), StringComparison.Ordinal);
        Assert.Equal(clean, PhotoCleaning.Clean(clean));
        Assert.Equal(6, clean[2 + 4 + 6 + 8 + 2 + 9]);
    }

    [Fact]
    public void A_progressive_jpeg_keeps_all_its_scans_and_loses_what_stands_between()
    {
        var clean = PhotoCleaning.Clean(Joined(
            [0xFF, 0xD8], Tables, Scan, Segment(0xFE, Encoding.ASCII.GetBytes(Secret)), Tables, Scan, [0xFF, 0xD9]));

        Assert.Equal(Joined([0xFF, 0xD8], Tables, Scan, Tables, Scan, [0xFF, 0xD9]), clean);
    }

    [Fact]
    public void A_png_keeps_the_chunks_that_are_the_picture()
    {
        byte[] head = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A];
        var (size, data, end) = (Chunk("IHDR", "0123456789012"), Chunk("IDAT", "pixels"), Chunk("IEND", ""));

        var clean = PhotoCleaning.Clean(Joined(
            head, size, Chunk("eXIf", Secret), Chunk("tEXt", Secret), data, Chunk("tIME", "1234567"), end, Encoding.ASCII.GetBytes(Secret)));

        Assert.Equal(Joined(head, size, data, end), clean);
    }

    [Fact]
    public void A_webp_says_no_more_that_it_has_what_was_taken_out()
    {
        var photo = Riff(Part("VP8X", "\x2C\0\0\0\0\0\0\0\0\0"), Part("VP8 ", "pixels"), Part("EXIF", Secret), Part("XMP ", Secret));

        Assert.Equal(Riff(Part("VP8X", "\x20\0\0\0\0\0\0\0\0\0"), Part("VP8 ", "pixels")), PhotoCleaning.Clean(photo));
    }

    [Fact]
    public void Whatever_is_cut_short_or_leads_astray_is_no_picture()
    {
        var photo = Joined([0xFF, 0xD8], Segment(0xE1, Exif(orientation: 6)), Tables, Scan, [0xFF, 0xD9]);
        for (var length = 0; length < photo.Length; length++) Assert.Null(PhotoCleaning.Clean(photo[..length]));
        var random = new Random(1);
        for (var round = 0; round < 2_000; round++)
        {
            var broken = (byte[])photo.Clone();
            broken[random.Next(broken.Length)] = (byte)random.Next(256);
            PhotoCleaning.Clean(broken);
        }
    }

    private static byte[] Exif(byte orientation) => Joined(
        "Exif\0\0"u8.ToArray(), "MM\0*"u8.ToArray(), [0, 0, 0, 8, 0, 1, 1, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, 0, 0, 0, 0],
        Encoding.ASCII.GetBytes(Secret));

    private static byte[] Segment(byte marker, ReadOnlySpan<byte> content) =>
        [0xFF, marker, (byte)((content.Length + 2) >> 8), (byte)((content.Length + 2) & 0xFF), .. content];

    private static byte[] Chunk(string name, string text)
    {
        var length = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(length, text.Length);
        return Joined(length, Encoding.ASCII.GetBytes(name), Encoding.ASCII.GetBytes(text), "sums"u8.ToArray());
    }

    private static byte[] Part(string name, string text)
    {
        var length = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(length, text.Length);
        return Joined(Encoding.ASCII.GetBytes(name), length, Encoding.Latin1.GetBytes(text), new byte[text.Length % 2]);
    }

    private static byte[] Riff(params byte[][] parts)
    {
        var content = Joined(parts);
        var length = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(length, content.Length + 4);
        return Joined("RIFF"u8.ToArray(), length, "WEBP"u8.ToArray(), content);
    }

    private static byte[] Joined(params byte[][] parts) => [.. parts.SelectMany(part => part)];
}
