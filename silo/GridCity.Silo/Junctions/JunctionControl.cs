using GridCity.Grains.Intersections;
using GridCity.Grains.Intersections.Layout;
using GridCity.Grains.Intersections.Safety;

namespace GridCity.Silo.Junctions;

/// <summary>From the mode in force to what is wished for a second; the safety layer has the last word.</summary>
internal sealed class JunctionControl(IntersectionLayout layout)
{
    private readonly ActuatedControl _actuated = new(layout);

    public SignalWish Wish(
        IntersectionState state, SignalMode mode, SafetyState safety, LinkSession session, DateTimeOffset local, long second) => mode switch
    {
        SignalMode.Flashing => SignalWish.Flash,
        SignalMode.Plan => SignalWish.Show(state.Plans!.PhaseAt(local)),
        SignalMode.Manual => SignalWish.Show(state.Order!.Phase!.Value),
        SignalMode.Escort when state.Order?.Phase is { } phase => SignalWish.Show(phase),
        _ => _actuated.Wish(safety, session.Detectors.Lanes, session.Latest!.PedestrianWaits.Any(wait => wait > 0), second),
    };
}
