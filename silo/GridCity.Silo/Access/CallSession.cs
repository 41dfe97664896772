namespace GridCity.Silo.Access;

/// <summary>What the interceptor knows of one call.</summary>
/// <param name="began">Timestamp of the time provider.</param>
internal sealed class CallSession(long began)
{
    public long Began { get; } = began;

    /// <summary>Null until authenticated, and for methods open to all.</summary>
    public Caller? Caller { get; set; }
}
