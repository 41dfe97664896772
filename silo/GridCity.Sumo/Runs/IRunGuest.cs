using GridCity.Grains.Intersections.Safety;
using GridCity.Sumo.Traci;

namespace GridCity.Sumo.Runs;

/// <summary>Whoever looks on at a run besides the controllers, second by second.</summary>
public interface IRunGuest
{
    /// <summary>After the signals were set and before the simulation goes on.</summary>
    /// <param name="client">For experiments with vehicles; who controls signals asks nothing of it.</param>
    /// <param name="shown">What each signal shows, in the order of the run's layouts.</param>
    void BeforeStep(TraciClient client, long second, IReadOnlyList<SafetyState> shown);

    /// <summary>A vehicle in the step that was just made, as a camera sees it.</summary>
    /// <param name="id">UTF-8 bytes, valid during the call.</param>
    /// <param name="lane">Id of the lane, of one inside a junction too; UTF-8 bytes, valid during the call.</param>
    /// <param name="metres">Of its front, from the beginning of the lane.</param>
    /// <param name="speed">In metres per second.</param>
    void See(ReadOnlySpan<byte> id, ReadOnlySpan<byte> lane, double metres, double speed);
}
