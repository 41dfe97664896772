using System.Collections.Concurrent;
using System.Diagnostics;

namespace GridCity.Faults.Tests.Book;

/// <summary>
/// The clients' own book: every act with its command id, and what was acknowledged. It knows nothing of the server's
/// data, so that the two can be held against each other.
/// </summary>
internal sealed class CaseBook
{
    private readonly ConcurrentDictionary<Guid, Acknowledged> _acknowledged = new();
    private readonly ConcurrentQueue<string> _contradictions = new();
    private readonly Lock _gate = new();
    private long _last = Stopwatch.GetTimestamp();
    private TimeSpan _gapLongest;
    private long _tries;
    private int _before;

    /// <summary>Acts that were answered.</summary>
    public IReadOnlyCollection<Acknowledged> Acts => [.. _acknowledged.Values];

    public int Count => _acknowledged.Count;

    /// <summary>Acts that were answered since the page was opened.</summary>
    public int CountOnPage => Count - _before;

    /// <summary>Calls that ended without an answer and were made again.</summary>
    public long Retries => Volatile.Read(ref _tries);

    /// <summary>Longest time on this page in which nobody was answered, while there was load.</summary>
    public TimeSpan GapLongest
    {
        get
        {
            lock (_gate) return _gapLongest;
        }
    }

    /// <summary>Acts answered again with another answer than before.</summary>
    public IReadOnlyCollection<string> Contradictions => _contradictions;

    /// <summary>Opens a page: one load, one kind of trouble.</summary>
    public void OpenPage()
    {
        lock (_gate) (_last, _gapLongest, _before) = (Stopwatch.GetTimestamp(), TimeSpan.Zero, Count);
    }

    public void Acknowledge(Acknowledged answer)
    {
        lock (_gate)
        {
            var gap = Stopwatch.GetElapsedTime(_last);
            if (gap > _gapLongest) _gapLongest = gap;
            _last = Stopwatch.GetTimestamp();
        }

        var first = _acknowledged.GetOrAdd(answer.Act.CommandId, answer);
        if (first.Version != answer.Version || first.CaseId != answer.CaseId)
            _contradictions.Enqueue($"{answer.Act} was answered {first.Version} first and {answer.Version} later");
    }

    public void Retry() => Interlocked.Increment(ref _tries);
}
