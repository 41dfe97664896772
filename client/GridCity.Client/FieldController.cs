using GridCity.Protos.Junction.V1;

namespace GridCity.Client;

/// <summary>
/// The controller's side of the link's rules for one intersection, for makers of field controllers and simulators: which
/// orders are obeyed, and when its own plan runs. The owner measures, shows what <see cref="Obeyed"/> says, and calls it from
/// one thread at a time.
/// </summary>
/// <param name="number">Stands for the intersection in the stream, from 1.</param>
/// <param name="junction">Code of the intersection in the city's folder.</param>
/// <param name="name">For people: make, cabinet, program.</param>
public sealed class FieldController(uint number, string junction, string name, TimeProvider time)
{
    /// <summary>Silence of the service after which the controller runs its own plan.</summary>
    public static readonly TimeSpan SilenceMax = TimeSpan.FromSeconds(3);

    private ulong _sequence;
    private ulong _order;
    private long _heardAt;

    /// <summary>The highest fence that it has been given; kept over links, and over restarts if the owner stores it.</summary>
    public long Fence { get; private set; }

    /// <summary>True from the welcome on: readings count.</summary>
    public bool IsWelcome { get; private set; }

    /// <summary>The order in force; null while it runs its own plan.</summary>
    public Order? Obeyed { get; private set; }

    /// <summary>What it runs now.</summary>
    public Running Running => Obeyed is null ? Running.OwnPlan : Obeyed.Run;

    /// <summary>Orders that were refused: a lower fence, or not newer.</summary>
    public int Refused { get; private set; }

    /// <summary>What its readings hold; unspecified means queues.</summary>
    public Sight Sight { get; init; }

    /// <summary>What to send first on a new stream.</summary>
    public Announcement Announce()
    {
        IsWelcome = false;
        return new() { Number = number, Junction = junction, Controller = name, Fence = Fence, Sight = Sight };
    }

    /// <summary>The service carries it: orders of a lower fence are void from now on, whatever stream they come on.</summary>
    public void Welcome(Welcome welcome)
    {
        if (welcome.Fence < Fence) return;
        if (welcome.Fence > Fence) (Fence, _order, _sequence, Obeyed) = (welcome.Fence, 0, 0, null);
        IsWelcome = true;
    }

    /// <summary>Takes an order.</summary>
    /// <returns>False when it must not be obeyed.</returns>
    public bool Take(Order order)
    {
        if (order.Fence != Fence || order.Sequence <= _order)
        {
            Refused++;
            return false;
        }

        (_order, _heardAt) = (order.Sequence, time.GetTimestamp());
        Obeyed = order.Run is Running.Orders or Running.Flashing ? order : null;
        return true;
    }

    /// <summary>Looks whether the service has been silent for too long; called at least once a second.</summary>
    /// <returns>True when the own plan began just now.</returns>
    public bool Watch()
    {
        if (Obeyed is null || time.GetElapsedTime(_heardAt) < SilenceMax) return false;
        Obeyed = null;
        return true;
    }

    /// <summary>Fills in what the link wants to know besides what was measured.</summary>
    public Reading Sign(Reading measured)
    {
        (measured.Number, measured.Sequence, measured.Running) = (number, ++_sequence, Running);
        (measured.Fence, measured.Order, measured.AtMs) = (Fence, _order, time.GetUtcNow().ToUnixTimeMilliseconds());
        return measured;
    }
}
