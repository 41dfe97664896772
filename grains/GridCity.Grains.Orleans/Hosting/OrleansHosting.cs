using GridCity.Grains.Orleans.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Configuration;
using Orleans.Hosting;

namespace GridCity.Grains.Orleans.Hosting;

/// <summary>Puts GridCity's grains on Orleans.</summary>
public static class OrleansHosting
{
    private const string Npgsql = "Npgsql";

    /// <summary>The table is read so often when no silo has told of a change.</summary>
    private static readonly TimeSpan MembershipReadInterval = TimeSpan.FromSeconds(5);

    /// <summary>A silo is asked once in this time whether it is alive …</summary>
    private static readonly TimeSpan ProbeInterval = TimeSpan.FromSeconds(1);

    /// <summary>… and given up after so many unanswered: its grains are served elsewhere within seconds.</summary>
    private const int ProbesMissedMax = 4;

    /// <summary>A silo signs in the table once in this time …</summary>
    private static readonly TimeSpan SignInterval = TimeSpan.FromSeconds(1);

    /// <summary>… and after so many missing signs its word does not count: a whole cluster that was killed starts again soon.</summary>
    private const int SignsMissedMax = 4;

    /// <summary>
    /// A silo that cannot reach one that lives for so long gives up joining. Those that are dead do not count, see
    /// <see cref="GoneSilos"/>.
    /// </summary>
    private static readonly TimeSpan JoinMax = TimeSpan.FromMinutes(5);

    /// <summary>A call that takes longer is answered as unavailable; the command may still be accepted.</summary>
    private static readonly TimeSpan AnswerMax = TimeSpan.FromSeconds(10);

    /// <summary>A silo of the cluster that shares the settings' database; its schema must be there.</summary>
    public static IHostApplicationBuilder AddGridCityOrleans(
        this IHostApplicationBuilder builder, OrleansSettings settings, Func<IServiceProvider, GrainParts> parts) =>
        builder.UseOrleans(silo => silo
            .Configure<ClusterOptions>(cluster => (cluster.ClusterId, cluster.ServiceId) = (settings.Cluster, settings.Cluster))
            .ConfigureEndpoints(settings.Silo.Address, settings.Silo.Port, settings.GatewayPort)
            .UseAdoNetClustering(clustering => (clustering.Invariant, clustering.ConnectionString) = (Npgsql, settings.ConnectionString))
            .AddAdoNetGrainStorageAsDefault(storage => (storage.Invariant, storage.ConnectionString) = (Npgsql, settings.ConnectionString))
            .Configure<GrainCollectionOptions>(collection => collection.CollectionAge = settings.IdleMax)
            .AddGridCityGrains(parts));

    /// <summary>The grains, their engine and their deliveries, on a silo whose cluster is configured elsewhere.</summary>
    public static ISiloBuilder AddGridCityGrains(this ISiloBuilder silo, Func<IServiceProvider, GrainParts> parts)
    {
        silo.Configure<ClusterMembershipOptions>(DetectFailuresFast);
        silo.Configure<SiloMessagingOptions>(messaging => messaging.ResponseTimeout = AnswerMax);
        silo.Services.AddSingleton(parts);
        silo.Services.AddSingleton(services => services.GetRequiredService<GrainParts>().Services);
        silo.Services.AddSingleton(services => services.GetRequiredService<GrainParts>().Kinds);
        silo.Services.AddSingleton<OrleansEngine>();
        silo.Services.AddSingleton<ActivationCount>();
        silo.Services.AddSingleton<DeliveryHost>();
        silo.Services.AddHostedService(services => services.GetRequiredService<DeliveryHost>());
        return silo;
    }

    /// <summary>An edge outside the silos; it finds them through the same database.</summary>
    public static IHostApplicationBuilder AddGridCityOrleansClient(
        this IHostApplicationBuilder builder, OrleansSettings settings, OrleansKinds kinds) =>
        builder.UseOrleansClient(client =>
        {
            client.Configure<ClusterOptions>(cluster => (cluster.ClusterId, cluster.ServiceId) = (settings.Cluster, settings.Cluster));
            client.UseAdoNetClustering(clustering => (clustering.Invariant, clustering.ConnectionString) = (Npgsql, settings.ConnectionString));
            client.AddGridCityEngine(kinds);
        });

    /// <summary>The engine on a client whose cluster is configured elsewhere.</summary>
    public static IClientBuilder AddGridCityEngine(this IClientBuilder client, OrleansKinds kinds)
    {
        client.Configure<ClientMessagingOptions>(messaging => messaging.ResponseTimeout = AnswerMax);
        client.Services.AddSingleton(kinds);
        client.Services.AddSingleton<OrleansEngine>();
        return client;
    }

    private static void DetectFailuresFast(ClusterMembershipOptions membership)
    {
        membership.TableRefreshTimeout = MembershipReadInterval;
        membership.ProbeTimeout = ProbeInterval;
        membership.NumMissedProbesLimit = ProbesMissedMax;
        membership.IAmAliveTablePublishTimeout = SignInterval;
        membership.NumMissedTableIAmAliveLimit = SignsMissedMax;
        membership.MaxJoinAttemptTime = JoinMax;
    }
}
