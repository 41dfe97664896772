namespace GridCity.Sumo.Traci;

/// <summary>Takes what was subscribed to, in every step.</summary>
public interface ITraciListener
{
    /// <param name="domain">Whose value: a getter's code such as <see cref="TraciCodes.Vehicles"/>.</param>
    /// <param name="id">UTF-8 bytes of the object's id, valid during the call.</param>
    /// <param name="values">As often as <paramref name="count"/> says: variable, state (0 is good), typed value.</param>
    /// <param name="count">How many values follow.</param>
    void Take(byte domain, ReadOnlySpan<byte> id, ref TraciReader values, int count);
}
