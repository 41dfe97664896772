using GridCity.Grains;
using GridCity.Grains.Escorts;
using GridCity.Grains.Intersections;
using GridCity.Protos.Junction.V1;

namespace GridCity.Silo.Tests.Junctions;

/// <summary>Escorts at one signal, second by second: who goes first, what a full exit does, what is repaid.</summary>
public sealed class EscortLoopTests : IDisposable
{
    private const int Begin = 8;
    private const string North = "Gr", East = "rG", Repaid = "intersection.street-repaid.v1";

    private static readonly Actor Fire = Actor.Grain(GrainId.Parse("escort/1")), Ambulance = Actor.Grain(GrainId.Parse("escort/2"));

    private readonly JunctionWorld _world = new();

    public void Dispose() => _world.Dispose();

    [Fact]
    public async Task An_ambulance_takes_the_signal_from_a_fire_engine_which_has_it_afterwards()
    {
        var field = await _world.LinkAsync();
        _world.Pass(Begin, field);

        Come(Fire, EscortClass.FireEngine, phase: 1, "east", "west");
        _world.Pass(15, field);
        Assert.Equal(East, field.Shows);

        Come(Ambulance, EscortClass.Ambulance, phase: 0, "north", "south");
        _world.Pass(15, field);
        Assert.Equal((North, Fire.Id), (field.Shows, Assert.Single(_world.State().EscortsWaiting).By));

        _world.Engine.Do(CrossCity.First, new IntersectionCommand.ReleaseMode(), Ambulance);
        _world.Pass(15, field);
        Assert.Equal((East, Fire.Id), (field.Shows, _world.State().Order!.By));
    }

    [Fact]
    public async Task After_an_escort_the_street_that_waited_is_served_first_and_that_is_noted()
    {
        var field = await _world.LinkAsync();
        _world.Pass(Begin, field);
        Come(Ambulance, EscortClass.Ambulance, phase: 1, "east", "west");
        _world.Pass(20, field);

        _world.Engine.Do(CrossCity.First, new IntersectionCommand.ReleaseMode(), Ambulance);
        _world.Pass(8, field);

        Assert.Equal((North, SignalMode.Actuated), (field.Shows, _world.InForce()));
        Assert.Single(_world.Engine.Journal, Repaid);
    }

    [Fact]
    public async Task A_junction_whose_exit_is_full_is_left_to_its_usual_control_until_there_is_room()
    {
        var field = await _world.LinkAsync();
        Action<Reading> both = reading => reading.ExitPresent.AddRange([0u, 12u]);
        field.Lie = both + (reading => reading.ExitHalting.AddRange([0u, 12u]));
        _world.Pass(Begin, field);
        Come(Ambulance, EscortClass.Ambulance, phase: 1, "east", "west");
        Assert.True(_world.SecondsOf(North, 60, field) > 15);

        field.Lie = both + (reading => reading.ExitHalting.AddRange([0u, 0u]));
        _world.Pass(12, field);
        Assert.Equal(30, _world.SecondsOf(East, 30, field));
    }

    private void Come(Actor escort, EscortClass kind, int phase, string from, string to) => _world.Engine.Do(
        CrossCity.First,
        new IntersectionCommand.SetMode(
            SignalMode.Escort, phase, "an escort", _world.Now.AddMinutes(3), new(kind, _world.Now, from, to, _world.Now.AddSeconds(10))),
        escort);
}
