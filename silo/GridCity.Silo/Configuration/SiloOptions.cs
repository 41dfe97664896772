using System.Net;
using GridCity.Silo.Access.Sessions;
using GridCity.Silo.Limits;

namespace GridCity.Silo.Configuration;

/// <summary>How a silo is run.</summary>
internal sealed record SiloOptions
{
    /// <summary>Folder of the private PostgreSQL and all other data; used unless a database is named.</summary>
    public string Data { get; init; } = ".data";

    /// <summary>Npgsql connection string of a database that is there; null for the private one.</summary>
    public string? Postgres { get; init; }

    /// <summary>File of the city's keys; null for one in the data folder.</summary>
    public string? Keys { get; init; }

    /// <summary><c>local</c>, <c>orleans</c>, or null for what the build has.</summary>
    public string? Engine { get; init; }

    /// <summary>Where gRPC is answered (HTTP/2 without TLS).</summary>
    public IPEndPoint Listen { get; init; } = new(IPAddress.Loopback, 5080);

    /// <summary>Where health, version and metrics are answered (HTTP/1.1).</summary>
    public IPEndPoint Health { get; init; } = new(IPAddress.Loopback, 5081);

    /// <summary>Where HTTP/JSON is answered (HTTP/1.1 without TLS).</summary>
    public IPEndPoint Http { get; init; } = new(IPAddress.Loopback, 5082);

    /// <summary>Web pages from there may ask over HTTP/JSON, such as <c>https://desk.example.org</c>; none unless named.</summary>
    public IReadOnlyList<string> HttpOrigins { get; init; } = [];

    /// <summary>Proxies whose word counts on where a request came from and whether it came over TLS: addresses or networks.</summary>
    public IReadOnlyList<IPNetwork> HttpProxies { get; init; } = [];

    /// <summary>Folder of the built web client; null for <c>web</c> beside the program.</summary>
    public string? Web { get; init; }

    /// <summary>Origins that the web client may load a base map from, such as <c>https://tiles.example.org</c>.</summary>
    public IReadOnlyList<string> MapOrigins { get; init; } = [];

    /// <summary>How long sessions of people last.</summary>
    public SessionLimits Sessions { get; init; } = new();

    /// <summary>True for a city to look around in: a new private one gets an account that holds every post.</summary>
    public bool Demo { get; init; }

    /// <summary>Address of raster tiles that maps show under the city, with <c>{z}</c>, <c>{x}</c> and <c>{y}</c>; empty for none.</summary>
    public string BaseMap { get; init; } = "";

    /// <summary>Where other silos of a cluster reach this one; null for a port derived from that of gRPC. Orleans only.</summary>
    public IPEndPoint? Cluster { get; init; }

    /// <summary>Folder of the city.</summary>
    public string? City { get; init; }

    /// <summary>How much it takes.</summary>
    public CallLimits Limits { get; init; } = new();
}

/// <summary>An option is not one that there is, or its value cannot be used.</summary>
internal sealed class OptionException(string message) : Exception(message);
