using System.Collections.Immutable;

namespace GridCity.Runtime.Journal;

/// <summary>The in-memory twin's events in commit order, with its running transactions. Callers hold the store's lock.</summary>
internal sealed class MemoryLog
{
    private readonly List<(JournalCursor At, JournalEvent Happened)> _rows = [];
    private readonly SortedSet<long> _running = [];
    private long _transactionLast;
    private long _positionLast;

    private long OldestRunning => _running.Count > 0 ? _running.Min : long.MaxValue;

    public long Begin()
    {
        _running.Add(++_transactionLast);
        return _transactionLast;
    }

    public void Close(long transaction) => _running.Remove(transaction);

    /// <summary>The last row before the oldest running transaction.</summary>
    public JournalCursor End()
    {
        var index = IndexAfter(new(OldestRunning - 1, long.MaxValue));
        return index == 0 ? JournalCursor.Start : _rows[index - 1].At;
    }

    /// <summary>A late transaction's rows go before those of younger ones that were committed earlier.</summary>
    public void Add(long transaction, JournalEvent happened)
    {
        var at = new JournalCursor(transaction, ++_positionLast);
        _rows.Insert(IndexAfter(at), (at, happened));
    }

    public JournalPage Read(JournalCursor after, int countMax, bool stopAtRunning)
    {
        var end = stopAtRunning ? OldestRunning : long.MaxValue;
        var rows = _rows.Skip(IndexAfter(after)).TakeWhile(row => row.At.Transaction < end).Take(countMax).ToArray();
        return new([.. rows.Select(row => row.Happened)], rows.Length == 0 ? after : rows[^1].At);
    }

    private int IndexAfter(JournalCursor cursor)
    {
        var (low, high) = (0, _rows.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (_rows[middle].At.CompareTo(cursor) <= 0) low = middle + 1;
            else high = middle;
        }

        return low;
    }
}
