using GridCity.Grains;
using GridCity.Runtime.Journal;

namespace GridCity.Runtime.Engine.Delivery;

/// <summary>Mail from one grain to another, in order. The mailroom holds its lock around every call.</summary>
internal sealed class Lane(GrainId source, GrainId target)
{
    /// <summary>Pieces handed over together, at most: half of what a mailbox decides at once.</summary>
    public const int TogetherMax = 64;

    /// <summary>Bytes of commands handed over together, at most; one piece goes alone however large it is.</summary>
    public const int BytesMax = 256 * 1024;

    private readonly Queue<Mail> _waiting = new();

    public GrainId Source => source;

    public GrainId Target => target;

    /// <summary>All that waits, first come first.</summary>
    public IEnumerable<Mail> Waiting => _waiting;

    public void Add(Mail mail) => _waiting.Enqueue(mail);

    public Mail Take() => _waiting.Dequeue();

    /// <summary>What is handed over next; it stays in the lane until it is through. Empty when nothing waits.</summary>
    public List<Mail> Front()
    {
        var front = new List<Mail>(Math.Min(_waiting.Count, TogetherMax));
        var bytes = 0;
        foreach (var mail in _waiting)
        {
            bytes += mail.Body.Json.Length;
            if (front.Count == TogetherMax || (front.Count > 0 && bytes > BytesMax)) break;
            front.Add(mail);
        }

        return front;
    }
}
