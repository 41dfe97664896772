using GridCity.Rpc.Health;
using ServingStatus = GridCity.Rpc.Health.HealthCheckResponse.Types.ServingStatus;

namespace GridCity.Silo.Operations;

/// <summary>Tells grpc.health.v1 what readiness says; watchers hear of changes only.</summary>
internal sealed class HealthReport(HealthService health, Readiness readiness, ILogger log)
{
    /// <summary>What the service says before it is told anything: a silo starts without being ready.</summary>
    private ServingStatus _told = ServingStatus.NotServing;

    public async Task UpdateAsync(CancellationToken cancellation)
    {
        var why = await readiness.WhyNotAsync(cancellation);
        var status = why is null ? ServingStatus.Serving : ServingStatus.NotServing;
        if (status == _told) return;
        if (why is null) log.LogInformation("Ready.");
        else log.LogWarning("Not ready: {Reason}", why);
        _told = status;
        health.Set("", status);
    }
}
