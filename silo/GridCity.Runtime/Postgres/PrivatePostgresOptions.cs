namespace GridCity.Runtime.Postgres;

/// <summary>How a private server is made and run. The defaults suit two cores and 24 GiB.</summary>
public sealed record PrivatePostgresOptions
{
    /// <summary>Made at the first start; the connection string names it.</summary>
    public string Database { get; init; } = "gridcity";

    /// <summary>Longest wait for a server that starts, recovers or stops.</summary>
    public TimeSpan Limit { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Settings that replace or join the defaults, by PostgreSQL's names.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>();

    public TimeProvider Time { get; init; } = TimeProvider.System;
}

/// <summary>The private server could not be made, started or reached; the message says what to do.</summary>
public sealed class PrivatePostgresException(string message, Exception? inner = null) : Exception(message, inner);
