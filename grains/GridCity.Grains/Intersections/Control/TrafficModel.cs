using GridCity.Grains.Intersections.Layout;
using GridCity.Grains.Intersections.Safety;

namespace GridCity.Grains.Intersections.Control;

/// <summary>
/// The intersection as a plan sees it: queues that stand on the stop line, arrivals second by second, lanes that leave
/// at their saturation rate while served.
/// </summary>
/// <remarks>
/// What follows the first change of a plan is chosen as in Lämmer and Helbing, "Self-control of traffic lights and vehicle
/// flows in urban road networks" (Journal of Statistical Mechanics 2008, P04019): the phase that serves most vehicles per
/// second, its preparation counted.
/// </remarks>
internal sealed class TrafficModel
{
    /// <summary>Vehicles for which a plan goes on with a phase.</summary>
    private const double Worth = 0.7;

    private const double PermittedWorth = 0.4;

    private readonly IntersectionLayout _layout;
    private readonly AdaptiveSettings _settings;
    private readonly PhaseLanes _lanes;
    private readonly int _laneCount, _phaseCount, _horizon;
    private readonly double[] _arrivals, _go, _yield, _counts, _rate, _reach, _greenFor;
    private readonly int[][] _opposing;
    private readonly int[] _minimumGreen;
    private readonly double[] _queue, _token, _served, _ready, _initialReady, _budget, _initialBudget;
    private readonly bool[] _blocked;
    private readonly double _undriven;
    private int _phase;

    public TrafficModel(IntersectionLayout layout, AdaptiveSettings settings, PhaseLanes lanes)
    {
        (_layout, _settings, _lanes) = (layout, settings, lanes);
        (_laneCount, _phaseCount, _horizon) = (layout.Lanes.Length, layout.Phases.Length, settings.HorizonSeconds);
        _arrivals = new double[_horizon * _laneCount];
        (_go, _yield) = (new double[_phaseCount * _laneCount], new double[_phaseCount * _laneCount]);
        _counts = [.. _lanes.Links.Select(_ => 2.0)];
        (_rate, _reach, _greenFor) = (new double[_laneCount], new double[_laneCount], new double[_laneCount]);
        (_queue, _token) = (new double[_laneCount], new double[_laneCount]);
        (_served, _ready) = (new double[_laneCount], new double[_laneCount]);
        (_initialReady, _budget, _initialBudget) = (new double[_laneCount], new double[_laneCount], new double[_laneCount]);
        _undriven = layout.Times.YellowSeconds + layout.Times.AllRedSeconds - settings.YellowDrivenSeconds;
        _blocked = new bool[layout.Exits.Length];
        _minimumGreen = [.. Enumerable.Range(0, _phaseCount).Select(MinimumGreen)];
        _opposing = [.. Enumerable.Range(0, _phaseCount * _laneCount).Select(at => Opposing(at / _laneCount, at % _laneCount))];
    }

    /// <summary>Of a phase: who serves pedestrians has to give them time.</summary>
    private int MinimumGreen(int phase) => _layout.Groups
        .Where(group => _layout.Phases[phase].Aspects[group.Index].IsGreen())
        .Select(group => _layout.MinimumGreenSeconds(group.Index))
        .Append(_layout.Phases[phase].MinimumGreenSeconds).Max();

    /// <summary>Which turns are taken, and how many come.</summary>
    public void Learn(Observation seen)
    {
        for (var lane = 0; lane < _laneCount; lane++) _rate[lane] -= _rate[lane] / _settings.AverageSeconds;
        foreach (var (lane, exit) in seen.Crossed)
        {
            _rate[lane] += 1 / _settings.AverageSeconds;
            for (var link = 0; link < _counts.Length; link++)
            {
                if (_lanes.Links[link].Lane != lane) continue;
                _counts[link] = (_counts[link] * 0.98) + (_lanes.Links[link].Exit == exit ? 1 : 0);
            }
        }
    }

    /// <summary>Takes what is seen as the beginning of all plans.</summary>
    public void See(Observation seen, SafetyState signal)
    {
        _phase = signal.Phase;
        Array.Clear(_arrivals);
        for (var exit = 0; exit < _blocked.Length; exit++)
            _blocked[exit] = seen.Exits[exit].FreeMetres < _settings.RoomMetres && seen.Exits[exit].LastSpeedMetresPerSecond < 2;
        for (var lane = 0; lane < _laneCount; lane++) Arrivals(seen.Lanes[lane], lane);
        Shares(signal, seen.Second);
        for (var lane = 0; lane < _laneCount; lane++)
            _initialBudget[lane] = IsStuck(seen.Lanes[lane], lane) ? 0 : Budget(_phase, lane);
    }

    /// <summary>Green, and the first vehicle stands: it wants to go where it may not.</summary>
    private bool IsStuck(LaneReading reading, int lane)
    {
        if (_greenFor[lane] < _settings.StuckSeconds) return false;
        var (nearest, speed) = (double.MaxValue, 0.0);
        foreach (var vehicle in reading.Vehicles)
            if (vehicle.DistanceMetres < nearest) (nearest, speed) = (vehicle.DistanceMetres, vehicle.SpeedMetresPerSecond);
        return nearest < 15 && speed < 1;
    }

    /// <summary>
    /// Vehicles a lane sends until one stands first that this phase does not serve: the mean of a geometric distribution.
    /// </summary>
    private double Budget(int phase, int lane)
    {
        var place = (phase * _laneCount) + lane;
        var served = _go[place] + _yield[place];
        return served >= 0.995 ? double.MaxValue : served / (1 - served);
    }

    private void Arrivals(LaneReading reading, int lane)
    {
        var speed = Math.Max(1, _layout.Lanes[lane].SpeedMetresPerSecond);
        foreach (var vehicle in reading.Vehicles)
        {
            _reach[lane] = Math.Max(_reach[lane], vehicle.DistanceMetres);
            var second = (int)(vehicle.DistanceMetres / speed);
            if (second < _horizon) _arrivals[(second * _laneCount) + lane] += vehicle.Weight;
        }

        // Who comes after those in sight is known on average only.
        for (var second = (int)(_reach[lane] / speed) + 1; second < _horizon; second++)
            _arrivals[(second * _laneCount) + lane] += _rate[lane];
    }

    private void Shares(SafetyState signal, long now)
    {
        Array.Clear(_go);
        Array.Clear(_yield);
        Span<double> total = stackalloc double[_laneCount];
        total.Clear();
        for (var link = 0; link < _counts.Length; link++) total[_lanes.Links[link].Lane] += _counts[link];
        Array.Fill(_initialReady, double.MaxValue);
        Array.Clear(_greenFor);
        for (var link = 0; link < _counts.Length; link++)
        {
            var (group, lane, exit) = _lanes.Links[link];
            if (signal.Groups[group].Shown.IsGreen())
            {
                var green = now - signal.Groups[group].Since;
                _greenFor[lane] = Math.Max(_greenFor[lane], green);
                _initialReady[lane] = Math.Min(_initialReady[lane], Math.Max(0, _settings.StartUpSeconds - green));
            }

            if (_blocked[exit]) continue;
            var share = _counts[link] / total[lane];
            for (var phase = 0; phase < _phaseCount; phase++)
            {
                var place = (phase * _laneCount) + lane;
                switch (_layout.Phases[phase].Aspects[group])
                {
                    case Aspect.Go: _go[place] += share; break;
                    case Aspect.Yield: _yield[place] += share; break;
                }
            }
        }
    }

    /// <summary>Lanes whose protected green is in the way of a lane's permitted turns.</summary>
    private int[] Opposing(int phase, int lane)
    {
        var aspects = _layout.Phases[phase].Aspects;
        var turning = _lanes.Links.Where(link => link.Lane == lane && aspects[link.Group] == Aspect.Yield).ToArray();
        return
        [
            .. _lanes.Links
                .Where(link => link.Lane != lane && aspects[link.Group] == Aspect.Go)
                .Where(link => turning.Any(turn => _layout.Conflicts[turn.Group, link.Group]))
                .Select(link => link.Lane).Distinct(),
        ];
    }

    /// <summary>The cost of a plan in vehicle-seconds; anything above <paramref name="most"/> once it is reached.</summary>
    /// <param name="first">The phase to begin with: the one shown, or another.</param>
    /// <param name="stay">For the one shown: leave it after so many seconds; 0 for as long as it is worth it.</param>
    /// <param name="most">A cheaper plan is known already.</param>
    public double Plan(int first, int stay, double most)
    {
        Array.Clear(_queue);
        Array.Clear(_served);
        Array.Fill(_token, 1);
        Array.Copy(_initialReady, _ready, _laneCount);
        Array.Copy(_initialBudget, _budget, _laneCount);
        var (phase, next, begun, changeAt) = (_phase, -1, 0, -1);
        if (first != _phase) (next, changeAt) = (first, _layout.ClearanceSeconds(_phase, first));
        if (next >= 0 && changeAt == 0) (phase, next) = (Change(phase, next, 0), -1);
        var cost = 0.0;
        for (var second = 0; second < _horizon; second++)
        {
            if (next >= 0 && second == changeAt) (phase, next, begun) = (Change(phase, next, second), -1, second);
            cost += Second(second, phase, next, changeAt - second);
            if (cost > most) return cost;
            if (next >= 0 || !Ends(phase, second, begun, first, stay)) continue;
            var follows = Follows(phase);
            if (follows == phase) continue;
            next = follows;
            changeAt = second + 1 + _layout.ClearanceSeconds(phase, follows);
            if (changeAt == second + 1) (phase, next, begun) = (Change(phase, next, changeAt), -1, changeAt);
        }

        for (var lane = 0; lane < _laneCount; lane++) cost += _queue[lane] * _settings.LeftOverSeconds;
        return cost;
    }

    private int Change(int from, int to, int second)
    {
        for (var lane = 0; lane < _laneCount; lane++)
        {
            var (was, now) = (IsServed(from, lane), IsServed(to, lane));
            if (now && !was) _ready[lane] = second + _settings.StartUpSeconds;
            if (now) _budget[lane] = Budget(to, lane);
        }

        return to;
    }

    private bool IsServed(int phase, int lane) => _go[(phase * _laneCount) + lane] + _yield[(phase * _laneCount) + lane] > 0;

    private double Second(int second, int phase, int next, int left)
    {
        var cost = 0.0;
        for (var lane = 0; lane < _laneCount; lane++)
        {
            var came = _arrivals[(second * _laneCount) + lane];
            var queue = _queue[lane] + came;
            var token = Math.Min(1, _token[lane] + Flow(phase, next, lane, left));
            var served = _ready[lane] > second ? 0 : Math.Min(Math.Min(queue, token), _budget[lane]);
            _budget[lane] -= served;
            _token[lane] = token - served;
            _served[lane] = (_served[lane] * 0.5) + (served * 0.5);
            _queue[lane] = queue -= served;
            cost += queue + (_settings.StopSeconds * Math.Min(came, queue));
        }

        return cost;
    }

    /// <summary>Vehicles a second that a lane may send.</summary>
    private double Flow(int phase, int next, int lane, int left)
    {
        var place = (phase * _laneCount) + lane;
        var (go, yield) = (_go[place], _yield[place]);
        var isLeaving = next >= 0 && !IsServed(next, lane);
        if (go + yield <= 0 || (isLeaving && left <= _undriven))
        {
            _token[lane] = 0;
            return 0;
        }

        // Who waited inside for a gap leaves on yellow.
        if (isLeaving) return _settings.Saturation;
        if (yield <= 0) return _settings.Saturation;
        var opposing = 0.0;
        foreach (var other in _opposing[place]) opposing += _served[other];
        var gaps = Math.Max(_settings.GapsMin, 1 - (opposing / _settings.OpposingFull));
        return _settings.Saturation * (go + yield) / (go + (yield / gaps));
    }

    private bool Ends(int phase, int second, int begun, int first, int stay)
    {
        if (phase == first && begun == 0 && stay > 0 && first == _phase) return second + 1 >= stay;
        if (second - begun < _minimumGreen[phase]) return false;
        if (second - begun >= _settings.PlanGreenSecondsMax) return true;
        for (var lane = 0; lane < _laneCount; lane++)
        {
            if (!Flows(phase, lane)) continue;
            var waits = _queue[lane];
            for (var soon = second + 1; soon < Math.Min(_horizon, second + 4); soon++)
                waits += _arrivals[(soon * _laneCount) + lane];
            if (waits > Worth) return false;
        }

        return true;
    }

    /// <summary>A lane goes on under a phase: protected, and nobody stands first whom it does not serve.</summary>
    private bool Flows(int phase, int lane) => _go[(phase * _laneCount) + lane] > 0 && _budget[lane] > Worth;

    /// <summary>The phase that serves most per second, its preparation counted.</summary>
    private int Follows(int phase)
    {
        var (best, highest) = (phase, 0.0);
        for (var other = 0; other < _phaseCount; other++)
        {
            if (other == phase) continue;
            var (count, longest) = (0.0, 0.0);
            for (var lane = 0; lane < _laneCount; lane++)
            {
                if (!IsServed(other, lane) || Flows(phase, lane)) continue;
                var waits = Math.Min(_queue[lane], Budget(other, lane)) * Share(other, lane);
                count += waits;
                longest = Math.Max(longest, waits);
            }

            var green = Math.Max(_minimumGreen[other], _settings.StartUpSeconds + (longest / _settings.Saturation));
            var index = count / (_layout.ClearanceSeconds(phase, other) + green);
            if (index > highest) (best, highest) = (other, index);
        }

        return best;
    }

    /// <summary>A permitted turn counts less than a protected one: it may find no gap.</summary>
    private double Share(int phase, int lane)
    {
        var (go, yield) = (_go[(phase * _laneCount) + lane], _yield[(phase * _laneCount) + lane]);
        return (go + (PermittedWorth * yield)) / (go + yield);
    }
}
