using GridCity.Grains;
using GridCity.Grains.Intersections;
using GridCity.Runtime.Engine;

namespace GridCity.Silo.Junctions;

/// <summary>Asks intersection grains for what no person asks: in the name of whoever holds the link.</summary>
internal sealed class JunctionGrains(IGridEngine engine, GridClock clock)
{
    public GridClock Clock => clock;

    /// <exception cref="GridUnavailableException">Nothing is known of the outcome.</exception>
    public Task<Outcome> AskAsync(string code, IntersectionCommand command, Actor actor) =>
        engine.AskAsync(
            IntersectionKind.Kind.Id(code), command, new(actor.Id, Guid.CreateVersion7(clock.Now), 0, actor), CancellationToken.None);

    /// <exception cref="GridUnavailableException">The state cannot be vouched for now.</exception>
    public async Task<KnownIntersection> ReadAsync(string code)
    {
        var view = await engine.ReadAsync(IntersectionKind.Kind.Id(code));
        return new(view.Version, (IntersectionState)view.State);
    }
}

/// <summary>A state of an intersection as it was read.</summary>
internal sealed record KnownIntersection(long Version, IntersectionState State);
