using System.Text;

namespace GridCity.Cli.Replay;

/// <summary>
/// A CSV file without its broken rows (RFC 4180 quoting, UTF-8): each is left out with its line and reason, and the row
/// after it is read as if nothing had been. A blank line stands for every line left out, so that lines can be counted.
/// </summary>
internal sealed class WholeRows(Stream file) : TextReader
{
    /// <summary>A quoted field that goes on for longer was opened by mistake.</summary>
    public const int RowLinesMax = 1_000;

    // No character of any text: it stands for bytes that are no UTF-8, and is told from U+FFFD, which a file may hold.
    private const char NoText = '\uFFFE';
    private const string NotUtf8 = "is not UTF-8";

    private readonly StreamReader _lines = new(file, Encoding.GetEncoding(
        "utf-8", EncoderFallback.ExceptionFallback, new DecoderReplacementFallback(NoText.ToString())));
    private readonly LinkedList<string> _ahead = [];
    private string _row = "";
    private int _at;
    private int _line;

    /// <summary>Rows left out since the last look.</summary>
    public Queue<BadRow> LeftOut { get; } = new();

    /// <inheritdoc/>
    public override int Read(char[] buffer, int index, int count) => Read(buffer.AsSpan(index, count));

    /// <summary>Gives no more than one row at a time.</summary>
    public override int Read(Span<char> buffer)
    {
        if (_at == _row.Length) (_row, _at) = (Next(), 0);
        var count = Math.Min(buffer.Length, _row.Length - _at);
        _row.AsSpan(_at, count).CopyTo(buffer);
        _at += count;
        return count;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) _lines.Dispose();
        base.Dispose(disposing);
    }

    /// <returns>A row with its line end; a blank line for one that was left out; empty at the end.</returns>
    private string Next()
    {
        var (row, quoting, lines) = (new StringBuilder(), new Quoting(), new List<string>());
        while (Line(lines.Count) is { } line)
        {
            lines.Add(line);
            row.Append(line).Append('\n');
            var fault = line.Contains(NoText) ? NotUtf8 : quoting.Read(line);
            if (fault is null && quoting.IsOpen && lines.Count < RowLinesMax) continue;
            return fault is null && !quoting.IsOpen ? Whole(row.ToString(), lines.Count) : Broken(fault, lines.Count);
        }

        return lines.Count == 0 ? "" : Broken(null, lines.Count);
    }

    /// <summary>A line that is not used up yet: read before, or from the file.</summary>
    private string? Line(int number)
    {
        if (number == _ahead.Count && _lines.ReadLine() is { } line) _ahead.AddLast(line);
        return _ahead.ElementAtOrDefault(number);
    }

    private string Whole(string row, int lines)
    {
        UseUp(lines);
        return row;
    }

    /// <summary>Only its first line is left out: what follows may be whole again.</summary>
    private string Broken(string? fault, int lines)
    {
        LeftOut.Enqueue(new(_line + 1, fault is null || (lines > 1 && fault != NotUtf8) ? "a quoted field does not end" : fault));
        UseUp(1);
        return "\n";
    }

    private void UseUp(int lines)
    {
        _line += lines;
        for (; lines > 0; lines--) _ahead.RemoveFirst();
    }

    /// <summary>Follows the quotes through a row.</summary>
    private sealed class Quoting
    {
        private State _state = State.Start;

        private enum State { Start, Plain, Quoted, QuoteSeen }

        /// <summary>True inside a quoted field: the row goes on in the next line.</summary>
        public bool IsOpen => _state == State.Quoted;

        /// <returns>What is wrong, or null.</returns>
        public string? Read(string line)
        {
            foreach (var letter in line)
            {
                if ((_state, letter) is (State.Plain, '"')) return "a quote stands inside a field that is not quoted";
                if (_state == State.QuoteSeen && letter is not ('"' or ',')) return "text stands behind a closing quote";
                _state = (_state, letter) switch
                {
                    (State.Quoted, '"') => State.QuoteSeen,
                    (State.Quoted, _) => State.Quoted,
                    (State.QuoteSeen, '"') => State.Quoted,
                    (_, ',') => State.Start,
                    (State.Start, '"') => State.Quoted,
                    _ => State.Plain,
                };
            }

            return null;
        }
    }
}
