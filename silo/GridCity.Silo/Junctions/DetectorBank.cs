using System.Collections.Immutable;
using GridCity.Grains.Intersections;
using GridCity.Grains.Intersections.Layout;
using GridCity.Protos.Junction.V1;

namespace GridCity.Silo.Junctions;

/// <summary>The detectors of one intersection: what each says, for how long nothing, and whether it is believed.</summary>
/// <param name="known">Those that the grain knows to be at fault: a new link does not make them well.</param>
internal sealed class DetectorBank(
    IntersectionLayout layout, DetectorRules rules, ImmutableArray<Grains.Intersections.DetectorFault> known)
{
    private readonly DetectorWatch[] _watches =
    [
        .. layout.Lanes.Select(lane => known.FirstOrDefault(fault => fault.Lane == lane.Id) is { } fault
            ? DetectorWatch.At(fault.Fault, rules) : default),
    ];
    private readonly ActuatedLane[] _lanes = new ActuatedLane[layout.Lanes.Length];
    private readonly bool[] _measured = new bool[layout.Lanes.Length];

    /// <summary>Changes with every change of a fault.</summary>
    public int Edition { get; private set; }

    public ReadOnlySpan<ActuatedLane> Lanes => _lanes;

    public DetectorFaultKind? Fault(int lane) => _watches[lane].Fault;

    /// <summary>Those that are not believed now.</summary>
    public IReadOnlyList<LaneFault> Faults =>
        [.. layout.Lanes.Index().Where(lane => _watches[lane.Index].Fault is not null)
            .Select(lane => new LaneFault(lane.Item.Id, _watches[lane.Index].Fault!.Value))];

    /// <summary>True when no detector of a road is at fault.</summary>
    public bool AreBelieved(string road)
    {
        for (var lane = 0; lane < _watches.Length; lane++)
            if (layout.Lanes[lane].IncomingEdge == road && _watches[lane].Fault is not null) return false;
        return true;
    }

    /// <summary>A second with a reading.</summary>
    public void Hear(Reading reading)
    {
        Array.Fill(_measured, true);
        foreach (var lane in reading.Unmeasured) _measured[lane] = false;
        var busy = 0;
        for (var lane = 0; lane < _watches.Length; lane++) busy += IsBusy(reading, lane) ? 1 : 0;
        for (var lane = 0; lane < _watches.Length; lane++) Hear(reading, lane, busy);
    }

    private void Hear(Reading reading, int lane, int busy)
    {
        var isBusy = IsBusy(reading, lane);
        var departed = _measured[lane] ? (int)reading.Departed[lane] : 0;
        var before = _watches[lane];
        var after = before.After(
            new(_measured[lane], _measured[lane] && reading.Occupancy[lane] > 0, departed, OthersBusy: busy > (isBusy ? 1 : 0)), rules);
        _watches[lane] = after;
        if (before.Fault != after.Fault) Edition++;
        var isBelieved = after.Fault is null;
        _lanes[lane] = new(
            !isBelieved || reading.Present[lane] > 0 || isBusy, isBusy ? 0 : _lanes[lane].IdleSeconds + 1, isBelieved);
    }

    private bool IsBusy(Reading reading, int lane) => _measured[lane] && (reading.Occupancy[lane] > 0 || reading.Departed[lane] > 0);
}
