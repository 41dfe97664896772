using System.Net;
using System.Net.Sockets;
using GridCity.Grains;
using GridCity.Grains.Orleans;
using GridCity.Grains.Orleans.Hosting;
using GridCity.Rpc;
using GridCity.Rpc.AspNetCore;
using GridCity.Runtime.Engine;
using GridCity.Runtime.Journal;
using GridCity.Runtime.Journal.Postgres;
using GridCity.Silo.Configuration;
using GridCity.Silo.Operations;
using Microsoft.AspNetCore.Connections;
using Orleans.Runtime.MembershipService;

namespace GridCity.Silo.Hosting;

/// <summary>The cluster build: Orleans as the usual engine, gRPC by Grpc.AspNetCore.</summary>
internal static class BuildHosting
{
    public static async Task<EngineHost> StartEngineAsync(SiloOptions options, EngineParts parts) => options.Engine switch
    {
        "local" => await LocalEngineHost.StartAsync(parts),
        _ => await OrleansEngineHost.StartAsync(options, parts),
    };

    public static void AddRpc(WebApplicationBuilder builder, RpcServices services) => builder.Services.AddRpcOnGrpc(services);

    public static void UseRpc(WebApplication app, RpcServices services) => app.MapRpcOnGrpc();
}

/// <summary>The Orleans engine: every silo of the cluster serves, and the heads of the journal decide.</summary>
internal sealed class OrleansEngineHost : EngineHost
{
    /// <summary>From the port of gRPC to the one for other silos, unless <c>--cluster</c> names it.</summary>
    private const int PortDistance = 10_000;

    private readonly PostgresJournal _journal;
    private readonly OrleansSilo _silo;

    private OrleansEngineHost(PostgresJournal journal, OrleansSilo silo) => (_journal, _silo) = (journal, silo);

    public override IGridEngine Engine => _silo.Engine;

    public override IJournal Journal => _journal;

    /// <exception cref="SiloStartException">The silo cannot join; the message says why.</exception>
    public static async Task<OrleansEngineHost> StartAsync(SiloOptions options, EngineParts parts)
    {
        await EngineTurn.AwaitNoLocalSiloAsync(parts.Database, parts.Clock.Local);
        // No lease is kept where many silos write, so there is no epoch either.
        var journal = new PostgresJournal(parts.Database, () => 0);
        var mail = new PostgresMailTable(parts.Database);
        var services = new GrainServices(
            journal, mail, parts.Clock, GrainKinds.Of, parts.City, parts.Logging.CreateLogger("GridCity.Engine"),
            new PostgresOtherSilos(parts.Database))
        {
            Sightings = parts.Sightings,
        };
        var settings = new OrleansSettings { ConnectionString = parts.ConnectionString, Silo = Endpoint(options) };
        var grains = new GrainParts(services, mail, new PostgresTimerTable(parts.Database), OrleansKinds.All);
        try
        {
            return new(journal, await OrleansSilo.StartAsync(settings, grains, parts.Logging));
        }
        catch (Exception error)
        {
            await journal.DisposeAsync();
            throw new SiloStartException($"The silo cannot join its cluster at {settings.Silo}: {error.Message} {WhatToDo(error)}", error);
        }
    }

    public override void AddGauges(SiloGauges gauges)
    {
        gauges.Add("gridcity.activations", "Grains in memory.", () => _silo.Activations);
        gauges.Add("gridcity.mail_waiting", "Pieces of mail on their way.", () => _silo.MailWaiting);
    }

    public override string? WhyNotServing() => null;

    public override async ValueTask DisposeAsync()
    {
        await _silo.DisposeAsync();
        await _journal.DisposeAsync();
    }

    private static string WhatToDo(Exception error)
    {
        for (var inner = error; inner is not null; inner = inner.InnerException)
        {
            if (inner is AddressInUseException or SocketException { SocketErrorCode: SocketError.AddressAlreadyInUse })
                return "Choose another port with --cluster.";
            if (inner is OrleansClusterConnectivityCheckFailedException)
                return "Those silos live and are not reached: open the network to their ports, or end them.";
        }

        return "The log says more.";
    }

    // The same port at every start: so the others know a silo that was killed and comes back for the same one, at once.
    private static IPEndPoint Endpoint(SiloOptions options) => options.Cluster
        ?? new(options.Listen.Address, options.Listen.Port is > 0 and <= IPEndPoint.MaxPort - PortDistance
            ? options.Listen.Port + PortDistance
            : FreePort(options.Listen.Address));

    /// <summary>Orleans writes its port into the table of members, so it has to be known before.</summary>
    private static int FreePort(IPAddress address)
    {
        using var probe = new TcpListener(address, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}
