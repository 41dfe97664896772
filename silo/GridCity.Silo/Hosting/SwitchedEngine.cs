using GridCity.Grains;
using GridCity.Runtime.Engine;
using GridCity.Runtime.Local;

namespace GridCity.Silo.Hosting;

/// <summary>The engine of the present term of office, if there is one.</summary>
internal sealed class SwitchedEngine(IServingRight right) : IGridEngine
{
    private volatile LocalEngine? _current;

    public string Name => "local";

    public LocalEngine? Current
    {
        get => _current;
        set => _current = value;
    }

    /// <inheritdoc/>
    public async Task<Outcome> AskAsync(
        GrainId grain, IGrainCommand command, CallerCommand origin, CancellationToken cancellation = default) =>
        await Serving().AskAsync(grain, command, origin, cancellation);

    /// <inheritdoc/>
    public async Task<GrainView> ReadAsync(GrainId grain, CancellationToken cancellation = default) =>
        await Serving().ReadAsync(grain, cancellation);

    private LocalEngine Serving()
    {
        if (_current is { } engine) return engine;
        right.ThrowIfNotServing();
        throw new GridUnavailableException("The engine is starting: try again.");
    }
}
