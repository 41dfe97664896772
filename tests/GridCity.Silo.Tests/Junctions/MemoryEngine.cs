using GridCity.Grains;
using GridCity.Grains.Cities;
using GridCity.Grains.Intersections;
using GridCity.Runtime.Engine;

namespace GridCity.Silo.Tests.Junctions;

/// <summary>Runs the decider of intersections and nothing else: every answer is there at once.</summary>
internal sealed class MemoryEngine(Func<City> city, GridClock clock) : IGridEngine
{
    private readonly Dictionary<string, (long Version, IntersectionState State)> _grains = new(StringComparer.Ordinal);

    public string Name => "memory";

    /// <summary>True while it answers nothing.</summary>
    public bool IsAway { get; set; }

    /// <summary>Every event so far, by its stored name.</summary>
    public List<string> Journal { get; } = [];

    public IntersectionState State(string code) => _grains.GetValueOrDefault(code, (0, IntersectionState.Initial)).State;

    public void Do(string code, IntersectionCommand command, Actor actor) =>
        Assert.IsType<Outcome.Accepted>(Ask(code, command, actor));

    public Task<Outcome> AskAsync(GrainId grain, IGrainCommand command, CallerCommand origin, CancellationToken cancellation = default) =>
        IsAway
            ? Task.FromException<Outcome>(new GridUnavailableException("away"))
            : Task.FromResult(Ask(grain.Key, (IntersectionCommand)command, origin.Actor));

    public Task<GrainView> ReadAsync(GrainId grain, CancellationToken cancellation = default)
    {
        var (version, state) = _grains.GetValueOrDefault(grain.Key, (0, IntersectionState.Initial));
        return Task.FromResult(new GrainView(version, state));
    }

    public Task<IReadOnlyDictionary<string, long>> VersionsAsync() => Task.FromResult<IReadOnlyDictionary<string, long>>(
        _grains.ToDictionary(one => IntersectionKind.Kind.Id(one.Key).ToString(), one => one.Value.Version));

    private Outcome Ask(string code, IntersectionCommand command, Actor actor)
    {
        var (version, state) = _grains.GetValueOrDefault(code, (0, IntersectionState.Initial));
        var context = new DecisionContext(clock.Now, actor, city(), IntersectionKind.Kind.Id(code));
        if (Intersection.Decide(state, command, context) is not Decision<IntersectionEvent>.Accepted yes)
            return new Outcome.Refused(((Decision<IntersectionEvent>.Refused)Intersection.Decide(state, command, context)).Why);
        foreach (var happened in yes.Events)
        {
            (version, state) = (version + 1, Intersection.Evolve(state, happened));
            Journal.Add(IntersectionKind.Kind.WriteEvent(happened).Name);
        }

        _grains[code] = (version, state);
        return new Outcome.Accepted(version, state);
    }
}
