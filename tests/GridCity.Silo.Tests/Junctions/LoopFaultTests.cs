using GridCity.Protos.Junction.V1;

namespace GridCity.Silo.Tests.Junctions;

/// <summary>A fault is that of one intersection or one second: the others go on, and the log says so.</summary>
public sealed class LoopFaultTests : IDisposable
{
    private const int Begin = 8;

    private readonly JunctionWorld _world = new();

    public void Dispose() => _world.Dispose();

    [Fact]
    public async Task An_intersection_that_cannot_be_read_takes_no_other_with_it()
    {
        var (first, second) = (await _world.LinkAsync(), await _world.LinkAsync(CrossCity.Second));
        _world.Pass(Begin, first, second);

        second.Spoil = reading => reading.Occupancy.Clear();
        _world.Pass(5, first, second);

        Assert.Equal((Running.Orders, Running.OwnPlan), (first.Controller.Running, second.Controller.Running));
        Assert.Contains(CrossCity.Second, Assert.Single(_world.Log.Lines), StringComparison.Ordinal);

        second.Spoil = _ => { };
        _world.Pass(2, first, second);
        Assert.Equal(Running.Orders, second.Controller.Running);
    }

    [Fact]
    public async Task Seconds_go_on_after_one_that_failed_and_what_failed_is_logged()
    {
        var (first, second) = (await _world.LinkAsync(), await _world.LinkAsync(CrossCity.Second));
        _world.Pass(1, first, second);

        second.Spoil = reading => reading.Occupancy.Clear();
        second.Measure();
        _world.Versions = () => throw new InvalidOperationException("no versions today");
        await _world.PassByTimerAsync(3, first);

        Assert.Equal(4, first.Heard);
        Assert.Equal(3, _world.Log.Lines.Count(line => line.Contains("not followed", StringComparison.Ordinal)));
        Assert.Single(_world.Log.Lines, line => line.Contains("was not decided", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Detectors_that_are_not_believed_stay_so_over_a_new_link_until_they_prove_themselves()
    {
        var field = await _world.LinkAsync();
        _world.Pass(Begin, field);
        field.Lie = reading => (reading.Departed[0], reading.Occupancy[0]) = (0, 100);
        _world.Pass(62, field);
        Assert.Single(_world.State().DetectorFaults);

        var again = await _world.LinkAsync(controller: field.Controller);
        again.Lie = field.Lie;
        _world.Pass(Begin + 20, again);
        Assert.Single(_world.State().DetectorFaults);

        again.Lie = _ => { };
        _world.Pass(7, again);
        Assert.Empty(_world.State().DetectorFaults);
    }
}
