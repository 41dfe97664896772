namespace GridCity.Runtime.Simulation;

/// <summary>
/// The only source of chance in a simulation: SplitMix64, so that a seed means the same on every runtime and machine.
/// </summary>
internal sealed class SeededRandom(ulong seed)
{
    private const ulong Step = 0x9E37_79B9_7F4A_7C15;

    private ulong _state = seed;

    /// <summary>A stream of its own, so that drawing more in one part does not change what another part draws.</summary>
    public SeededRandom Fork() => new(NextBits());

    public ulong NextBits() => unchecked(Mixed(_state += Step));

    /// <returns>From 0 up to <paramref name="end"/>, exclusive.</returns>
    public int Next(int end) => (int)(NextBits() % (ulong)end);

    /// <returns>Both ends inclusive.</returns>
    public int Between(int min, int max) => min + Next(max - min + 1);

    /// <returns>Both ends inclusive, in whole milliseconds.</returns>
    public TimeSpan Between(TimeSpan min, TimeSpan max) =>
        TimeSpan.FromMilliseconds(Between((int)min.TotalMilliseconds, (int)max.TotalMilliseconds));

    /// <summary>True about <paramref name="permille"/> times in a thousand.</summary>
    public bool Chance(int permille) => Next(1_000) < permille;

    public T Pick<T>(IReadOnlyList<T> items) => items[Next(items.Count)];

    public Guid NextGuid(DateTimeOffset at)
    {
        Span<byte> bytes = stackalloc byte[16];
        BitConverter.TryWriteBytes(bytes, NextBits());
        BitConverter.TryWriteBytes(bytes[8..], NextBits());
        var milliseconds = at.ToUnixTimeMilliseconds();
        for (var i = 0; i < 6; i++) bytes[i] = (byte)((milliseconds >> (40 - (8 * i))) & 0xFF);
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x70);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes, bigEndian: true);
    }

    private static ulong Mixed(ulong bits)
    {
        unchecked
        {
            bits = (bits ^ (bits >> 30)) * 0xBF58_476D_1CE4_E5B9;
            bits = (bits ^ (bits >> 27)) * 0x94D0_49BB_1331_11EB;
            return bits ^ (bits >> 31);
        }
    }
}
