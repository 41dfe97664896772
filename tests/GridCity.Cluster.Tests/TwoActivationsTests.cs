using GridCity.Conformance.Engines;
using GridCity.Grains;
using GridCity.Runtime.Engine;
using GrainId = GridCity.Grains.GrainId;

namespace GridCity.Cluster.Tests;

/// <summary>Two clusters that know nothing of each other on one database: every grain is activated in both.</summary>
public sealed class TwoActivations : EngineUnderTest, IGridEngine
{
    private readonly OneSilo _first = new();
    private readonly OneSilo _second = new();
    private int _calls;

    public override IGridEngine Engine => this;

    public string Name => _first.Engine.Name;

    public Task<Outcome> AskAsync(GrainId grain, IGrainCommand command, CallerCommand origin, CancellationToken cancellation = default) =>
        Next().AskAsync(grain, command, origin, cancellation);

    public Task<GrainView> ReadAsync(GrainId grain, CancellationToken cancellation = default) => Next().ReadAsync(grain, cancellation);

    public override async Task StartAsync(string connectionString)
    {
        await _first.StartAsync(connectionString);
        await _second.StartAsync(connectionString);
    }

    public override async Task StopAsync()
    {
        await _first.StopAsync();
        await _second.StopAsync();
    }

    public override async Task ForgetAsync()
    {
        await _first.ForgetAsync();
        await _second.ForgetAsync();
    }

    public override Task KillAsync() => _second.KillAsync();

    public override Task ReviveAsync() => _second.ReviveAsync();

    public override EngineUnderTest Another() => new TwoActivations();

    // Call by call the other one, so that each is always behind what the other has just written.
    private IGridEngine Next() => int.IsEvenInteger(Interlocked.Increment(ref _calls)) ? _first.Engine : _second.Engine;
}

/// <summary>Two activations of one id are harmless: whichever is asked, every engine's promises are kept.</summary>
public sealed class TwoActivationsTests(TwoActivations it) : EngineConformance(it), IClassFixture<TwoActivations>;
