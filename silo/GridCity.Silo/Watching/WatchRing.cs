using GridCity.Runtime.Journal;

namespace GridCity.Silo.Watching;

/// <summary>The last items, oldest first: what a watch that comes back has missed. Not safe for use by two at once.</summary>
internal sealed class WatchRing(int countMax)
{
    private readonly WatchItem[] _items = new WatchItem[countMax];
    private long _first;

    /// <summary>Everything behind this place is here, up to where the journal has been read.</summary>
    public JournalCursor Start { get; private set; }

    /// <summary>Number of the item that comes next.</summary>
    public long Next { get; private set; }

    public WatchItem this[long number] => _items[number % countMax];

    public void Reset(JournalCursor start)
    {
        Array.Clear(_items);
        (Start, _first) = (start, Next);
    }

    public void Add(WatchItem item)
    {
        if (Next - _first == countMax) Start = this[_first++].Place;
        _items[Next++ % countMax] = item;
    }

    /// <summary>Number of the first item behind a place.</summary>
    public long After(JournalCursor place)
    {
        var (low, high) = (_first, Next);
        while (low < high)
        {
            var middle = low + ((high - low) / 2);
            if (this[middle].Place.CompareTo(place) > 0) high = middle;
            else low = middle + 1;
        }

        return low;
    }
}
