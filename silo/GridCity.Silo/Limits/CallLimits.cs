namespace GridCity.Silo.Limits;

/// <summary>How much a silo takes, of all and of each; docs/limits.md says what each is for.</summary>
internal sealed record CallLimits
{
    /// <summary>Calls served at once, at least 1; the next ones wait for their turn.</summary>
    public int CallsAtOnce { get; init; } = 256;

    /// <summary>Calls served and waiting, at least <see cref="CallsAtOnce"/>; more are told to try again.</summary>
    public int CallsMax { get; init; } = 4_096;

    /// <summary>Calls a second of one user; 0 for no limit.</summary>
    public int CallerRate { get; init; } = 2_000;

    /// <summary>Calls a second from one address; 0 for no limit.</summary>
    public int AddressRate { get; init; } = 10_000;

    /// <summary>Reports an hour without an account from one address; 0 for no limit.</summary>
    public int CitizenReportsPerHour { get; init; } = 60;

    /// <summary>Streams open at once: watches, uploads, exports.</summary>
    public int StreamsMax { get; init; } = 20_000;

    /// <summary>Streams of one user.</summary>
    public int CallerStreamsMax { get; init; } = 2_000;

    /// <summary>Bytes of one message from a client.</summary>
    public int RequestBytesMax { get; init; } = 4 * 1024 * 1024;

    /// <summary>Events kept for watches that come back.</summary>
    public int WatchEventsMax { get; init; } = 20_000;
}
