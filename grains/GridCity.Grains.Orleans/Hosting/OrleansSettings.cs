using System.Net;

namespace GridCity.Grains.Orleans.Hosting;

/// <summary>Where a silo of a cluster is and what it joins.</summary>
public sealed record OrleansSettings
{
    /// <summary>Npgsql connection string, with the password, of the database that the whole cluster shares.</summary>
    public required string ConnectionString { get; init; }

    /// <summary>Silos with the same name find each other through the database.</summary>
    public string Cluster { get; init; } = "gridcity";

    /// <summary>Where the other silos reach this one; also what it listens on.</summary>
    public IPEndPoint Silo { get; init; } = new(IPAddress.Loopback, 15080);

    /// <summary>Where outside clients reach this silo, on the same address; 0 to take none.</summary>
    public int GatewayPort { get; init; }

    /// <summary>A grain unused for so long leaves memory; more than one minute, Orleans' unit of looking.</summary>
    public TimeSpan IdleMax { get; init; } = TimeSpan.FromMinutes(5);
}
