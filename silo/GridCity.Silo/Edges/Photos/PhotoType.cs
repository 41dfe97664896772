namespace GridCity.Silo.Edges.Photos;

/// <summary>
/// What sort of picture bytes are, by their first ones: the signatures of JPEG (ISO/IEC 10918-1), PNG (W3C), WebP
/// (RFC 9649) and HEIC (ISO/IEC 23008-12). What a file is called says nothing.
/// </summary>
internal static class PhotoType
{
    /// <summary>Bytes that are enough to tell.</summary>
    public const int BytesNeeded = 12;

    private static ReadOnlySpan<byte> Jpeg => [0xFF, 0xD8, 0xFF];

    private static ReadOnlySpan<byte> Png => [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A];

    /// <returns>One of PackLimits.PhotoTypesUsual; null for anything else.</returns>
    public static string? Of(ReadOnlySpan<byte> start) =>
        start.StartsWith(Jpeg) ? "jpeg"
        : start.StartsWith(Png) ? "png"
        : start.Length < BytesNeeded ? null
        : start.StartsWith("RIFF"u8) && start[8..12].SequenceEqual("WEBP"u8) ? "webp"
        : start[4..8].SequenceEqual("ftyp"u8) && IsHeic(start[8..12]) ? "heic"
        : null;

    /// <summary>Such as <c>image/jpeg</c>; bytes of no known sort are only bytes.</summary>
    public static string MediaType(ReadOnlySpan<byte> start) => Of(start) is { } type ? $"image/{type}" : "application/octet-stream";

    /// <summary>Major brands of still pictures and sequences coded with HEVC.</summary>
    private static bool IsHeic(ReadOnlySpan<byte> brand) =>
        brand.SequenceEqual("heic"u8) || brand.SequenceEqual("heix"u8) || brand.SequenceEqual("heim"u8)
        || brand.SequenceEqual("heis"u8) || brand.SequenceEqual("hevc"u8) || brand.SequenceEqual("hevx"u8)
        || brand.SequenceEqual("mif1"u8) || brand.SequenceEqual("msf1"u8);
}
