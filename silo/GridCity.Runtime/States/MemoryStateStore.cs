using System.Collections.Immutable;
using GridCity.Grains;

namespace GridCity.Runtime.States;

/// <summary>The in-memory twin, for tests and the simulator. Every task that it returns is complete.</summary>
public sealed class MemoryStateStore : IStateStore
{
    private readonly Lock _gate = new();
    private readonly Dictionary<(GrainId, string), HashSet<Sample>> _samples = [];
    private readonly Dictionary<GrainId, StateCheckpoint> _checkpoints = [];

    /// <inheritdoc/>
    public Task AppendAsync(IReadOnlyList<Sample> samples, CancellationToken cancellation = default)
    {
        StateGuard.Check(samples);
        lock (_gate)
        {
            foreach (var sample in samples) Series(sample.Grain, sample.Series).Add(sample with { At = StateGuard.Kept(sample.At) });
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task<ImmutableArray<Sample>> ReadAsync(SampleQuery query, CancellationToken cancellation = default)
    {
        lock (_gate)
        {
            ImmutableArray<Sample> found =
            [
                .. Series(query.Grain, query.Series).Where(sample => sample.At >= query.From && sample.At < query.Until)
                    .OrderBy(sample => sample.At).ThenBy(sample => sample.X).ThenBy(sample => sample.Y).Take(query.CountMax),
            ];
            return Task.FromResult(found);
        }
    }

    /// <inheritdoc/>
    public Task<ImmutableArray<StateCheckpoint>> LoadAsync(IReadOnlyList<GrainId> grains, CancellationToken cancellation = default)
    {
        lock (_gate) return Task.FromResult<ImmutableArray<StateCheckpoint>>([.. grains.Where(_checkpoints.ContainsKey).Select(grain => _checkpoints[grain])]);
    }

    /// <inheritdoc/>
    public Task<bool[]> SaveAsync(IReadOnlyList<StateCheckpoint> checkpoints, CancellationToken cancellation = default)
    {
        lock (_gate) return Task.FromResult(checkpoints.Select(Save).ToArray());
    }

    /// <inheritdoc/>
    public Task<int> DropBeforeAsync(DateOnly day, CancellationToken cancellation = default)
    {
        lock (_gate)
        {
            var days = _samples.Values.SelectMany(series => series).Select(sample => StateGuard.Day(sample.At)).Where(one => one < day).Distinct().Count();
            foreach (var series in _samples.Values) series.RemoveWhere(sample => StateGuard.Day(sample.At) < day);
            return Task.FromResult(days);
        }
    }

    /// <summary>Caller holds the lock.</summary>
    private bool Save(StateCheckpoint checkpoint)
    {
        if (_checkpoints.TryGetValue(checkpoint.Grain, out var kept) && kept.Version >= checkpoint.Version) return false;
        _checkpoints[checkpoint.Grain] = checkpoint with { Body = checkpoint.Body.ToArray() };
        return true;
    }

    /// <summary>Caller holds the lock.</summary>
    private HashSet<Sample> Series(GrainId grain, string series)
    {
        if (!_samples.TryGetValue((grain, series), out var found)) _samples[(grain, series)] = found = [];
        return found;
    }
}
