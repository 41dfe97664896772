using System.Collections.Concurrent;

namespace GridCity.Silo.Junctions;

/// <summary>The intersections that are or were linked to this silo.</summary>
internal sealed class JunctionBoard
{
    private readonly ConcurrentDictionary<string, JunctionSeat> _seats = new(StringComparer.Ordinal);

    public ICollection<JunctionSeat> Seats => _seats.Values;

    /// <summary>Intersections that a stream carries now.</summary>
    public long Linked => _seats.Values.Count(seat => seat.Session is not null);

    public JunctionSeat? Find(string code) => _seats.GetValueOrDefault(code);

    public JunctionSeat Seat(string code) => _seats.GetOrAdd(code, static code => new(code));
}
