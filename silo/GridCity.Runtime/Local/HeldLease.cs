using GridCity.Runtime.Engine;

namespace GridCity.Runtime.Local;

/// <summary>
/// The right to serve under one epoch. A keeper that loses its lease may get it again; what an engine remembers from
/// before is not true any more then, so the right of the former epoch does not come back.
/// </summary>
public sealed class HeldLease(LeaseKeeper keeper, long epoch) : IServingRight
{
    /// <summary>To be named in every write.</summary>
    public long Epoch => epoch;

    /// <inheritdoc/>
    public void ThrowIfNotServing()
    {
        if (keeper.Epoch != epoch) throw new GridUnavailableException("This silo served under an earlier lease; it begins anew. Ask again.");
        keeper.ThrowIfNotServing();
    }
}
