namespace GridCity.Runtime.Privacy;

/// <summary>
/// Unwrapped keys of the persons in use: at most <paramref name="countMax"/>, none longer than <paramref name="age"/>.
/// Two generations: when the young one is full or half the age old it becomes the old one, and the old one is dropped.
/// </summary>
internal sealed class KeyCache(int countMax, TimeSpan age, TimeProvider time)
{
    private readonly Lock _gate = new();
    private Dictionary<Guid, byte[]> _young = [];
    private Dictionary<Guid, byte[]> _old = [];
    private long _youngSince = time.GetTimestamp();

    public int Count
    {
        get
        {
            lock (_gate) return _young.Count + _old.Count;
        }
    }

    public byte[]? Find(Guid person)
    {
        lock (_gate)
        {
            TurnIfDue();
            return _young.GetValueOrDefault(person) ?? _old.GetValueOrDefault(person);
        }
    }

    public void Add(Guid person, byte[] key)
    {
        lock (_gate)
        {
            TurnIfDue();
            _young[person] = key;
        }
    }

    public void Remove(Guid person)
    {
        lock (_gate)
        {
            _young.Remove(person);
            _old.Remove(person);
        }
    }

    /// <summary>Caller holds the lock. After a whole age without a visit nothing is young enough to be kept.</summary>
    private void TurnIfDue()
    {
        var elapsed = time.GetElapsedTime(_youngSince);
        if (_young.Count < countMax / 2 && elapsed < age / 2) return;
        _old = elapsed < age ? _young : [];
        _young = [];
        _youngSince = time.GetTimestamp();
    }
}
