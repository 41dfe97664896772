using System.Globalization;
using System.Text;

namespace GridCity.Runtime.Simulation;

/// <summary>
/// What happened in a run: a hash over every choice, which tells whether two runs are the same, and the last notes,
/// which tell a reader what led to a failure.
/// </summary>
internal sealed class RunTrace(Func<DateTimeOffset> now)
{
    private const int NotesMax = 400;

    private readonly Queue<string> _notes = new();

    /// <summary>FNV-1a, 64 bits.</summary>
    public ulong Hash { get; private set; } = 0xCBF2_9CE4_8422_2325;

    /// <summary>Called with each note when set, to follow a run as it goes.</summary>
    public Action<string>? Follow { get; set; }

    public void Add(ulong choice) => Hash = unchecked((Hash ^ choice) * 0x0000_0100_0000_01B3);

    public void Add(string text)
    {
        foreach (var letter in text) Add(letter);
    }

    /// <summary>Takes a line into the hash and keeps it for the reader.</summary>
    public void Note(string who, string what)
    {
        var line = string.Create(CultureInfo.InvariantCulture, $"{now():HH:mm:ss.fff} {who,-9} {what}");
        Add(line);
        Follow?.Invoke(line);
        if (_notes.Count == NotesMax) _notes.Dequeue();
        _notes.Enqueue(line);
    }

    public override string ToString() => new StringBuilder().AppendJoin('\n', _notes).ToString();
}
