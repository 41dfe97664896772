using GridCity.Runtime.Engine.Delivery;
using Microsoft.Extensions.Hosting;

namespace GridCity.Grains.Orleans.Hosting;

/// <summary>Carries what this silo committed, and what is left of silos that are gone, while the silo runs.</summary>
internal sealed class DeliveryHost(GrainParts parts, OrleansEngine engine) : IHostedService, IAsyncDisposable
{
    private readonly Deliveries _deliveries =
        new(parts.Services, parts.Mail, parts.Timers, engine.DeliverAsync, engine.FireAsync, PauseWithJitter);

    public int MailWaiting => _deliveries.MailWaiting;

    public Task StartAsync(CancellationToken cancellationToken) => _deliveries.StartAsync(alone: false);

    public async Task StopAsync(CancellationToken cancellationToken) => await DisposeAsync();

    public ValueTask DisposeAsync() => _deliveries.DisposeAsync();

    // Silos that sweep at the same moment would all find the same mail and timers: each takes its own rhythm.
    private static TimeSpan PauseWithJitter() => Deliveries.SweepEveryMax * (0.5 + (Random.Shared.NextDouble() * 0.5));
}
