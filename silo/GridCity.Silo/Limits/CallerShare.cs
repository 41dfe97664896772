namespace GridCity.Silo.Limits;

/// <summary>What one user has of a silo now. Under the gate's lock only.</summary>
internal sealed class CallerShare
{
    private readonly Queue<Turn> _waiting = new();

    public CallRate Rate { get; } = new();

    /// <summary>True for a source that the city calls urgent.</summary>
    public bool IsUrgent { get; set; }

    /// <summary>Calls that are served.</summary>
    public int Served { get; set; }

    public int Streams { get; set; }

    /// <summary>Calls that wait, some of which may have given up.</summary>
    public int Waiting => _waiting.Count;

    /// <summary>True while it stands in the round of those who are next.</summary>
    public bool IsInRound { get; set; }

    public bool IsIdle(TimeProvider time) => Served == 0 && Streams == 0 && _waiting.Count == 0 && Rate.IsIdle(time);

    public Turn Wait()
    {
        var turn = new Turn();
        _waiting.Enqueue(turn);
        return turn;
    }

    /// <summary>Gives the turn to the call that has waited longest.</summary>
    /// <returns>How many calls wait no more: the one that was served, if one was, and those that had given up before.</returns>
    public (int Left, bool IsServed) Serve()
    {
        var left = 0;
        while (_waiting.TryDequeue(out var turn))
        {
            left++;
            if (!turn.TryGive()) continue;
            Served++;
            return (left, true);
        }

        return (left, false);
    }
}

/// <summary>A call that waits: it is given its turn, or gives up, whichever comes first.</summary>
internal sealed class Turn
{
    private readonly TaskCompletionSource _come = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task Come => _come.Task;

    public bool TryGive() => _come.TrySetResult();

    /// <returns>False when the turn has come meanwhile.</returns>
    public bool TryGiveUp() => _come.TrySetCanceled();
}
