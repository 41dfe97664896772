using GridCity.Grains;
using GridCity.Runtime.Engine;
using GridCity.Runtime.Journal;
using GridCity.Runtime.Journal.Postgres;
using GridCity.Runtime.Local;
using GridCity.Silo.Operations;

namespace GridCity.Silo.Hosting;

/// <summary>
/// The local engine: one active silo per database, by a lease. A silo that does not hold it is a warm standby; one that
/// gets it begins a new engine under the lease's epoch, and ends that engine, with all it has in memory, when it is lost.
/// </summary>
internal sealed class LocalEngineHost : EngineHost
{
    /// <summary>A silo that has not got the lease by then starts as a standby.</summary>
    private static readonly TimeSpan FirstTryMax = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan RetryInterval = TimeSpan.FromSeconds(1);

    private readonly EngineParts _parts;
    private readonly ILogger _log;
    private readonly LeaseKeeper _lease;
    private readonly SwitchedEngine _engine;
    private readonly CancellationTokenSource _stop = new();
    private readonly TaskCompletionSource _served = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly PostgresJournal _reading;
    private Task _running = Task.CompletedTask;

    private LocalEngineHost(EngineParts parts)
    {
        _parts = parts;
        _log = parts.Logging.CreateLogger("GridCity.Engine");
        var name = $"{Environment.MachineName}-{Guid.NewGuid():N}";
        _lease = new(new PostgresLeaseTable(parts.Database), SiloProcess.Identity(name), parts.Clock.Local);
        _engine = new(_lease);
        _reading = new(parts.Database, () => 0);
    }

    public override IGridEngine Engine => _engine;

    public override IJournal Journal => _reading;

    /// <exception cref="SiloStartException">A cluster serves the database.</exception>
    public static async Task<LocalEngineHost> StartAsync(EngineParts parts)
    {
        await EngineTurn.AwaitNoClusterAsync(parts.Database, parts.Clock.Local);
        var host = new LocalEngineHost(parts);
        host._lease.Start();
        host._running = host.RunAsync(host._stop.Token);
        await Task.WhenAny(host._served.Task, Task.Delay(FirstTryMax, parts.Clock.Local));
        return host;
    }

    public override void AddGauges(SiloGauges gauges)
    {
        gauges.Add("gridcity.activations", "Grains in memory.", () => _engine.Current?.Activations ?? 0);
        gauges.Add("gridcity.mail_waiting", "Pieces of mail on their way.", () => _engine.Current?.MailWaiting ?? 0);
    }

    public override string? WhyNotServing()
    {
        try
        {
            _lease.ThrowIfNotServing();
            return _engine.Current is null ? "The engine is starting." : null;
        }
        catch (GridUnavailableException error)
        {
            return error.Message;
        }
    }

    public override async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running;
        await _lease.DisposeAsync();
        await _reading.DisposeAsync();
        _stop.Dispose();
    }

    private async Task RunAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                await ServeOnceAsync(await _lease.HeldAsync(stop), stop);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                return;
            }
            catch (Exception error)
            {
                _log.LogError(error, "The engine could not start; trying again in {Seconds} s.", RetryInterval.TotalSeconds);
                await Task.WhenAny(Task.Delay(RetryInterval, _parts.Clock.Local, stop));
            }
        }
    }

    /// <summary>One term of office: from getting the lease to losing it.</summary>
    private async Task ServeOnceAsync(LeaseState.Held held, CancellationToken stop)
    {
        await using var journal = new PostgresJournal(_parts.Database, () => held.Epoch);
        var mail = new PostgresMailTable(_parts.Database);
        var services = new GrainServices(journal, mail, _parts.Clock, GrainKinds.Of, _parts.City, _log)
        {
            Sightings = _parts.Sightings,
        };
        // Of this epoch only: what the engine remembers is not true any more after a gap, even if this silo serves again.
        var right = new HeldLease(_lease, held.Epoch);
        await using var engine = new LocalEngine(services, mail, new PostgresTimerTable(_parts.Database), right);
        await engine.StartAsync();
        _engine.Current = engine;
        _served.TrySetResult();
        _log.LogInformation("Active since epoch {Epoch}.", held.Epoch);
        try
        {
            await _lease.LostAsync(held.Epoch, stop);
            _log.LogWarning("The lease of epoch {Epoch} is lost; this silo is a standby now.", held.Epoch);
        }
        finally
        {
            _engine.Current = null;
        }
    }
}
