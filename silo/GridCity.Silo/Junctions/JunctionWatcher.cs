using System.Threading.Channels;
using GridCity.Protos.Junction.V1;

namespace GridCity.Silo.Junctions;

/// <summary>One who looks on. Who reads too slowly misses seconds, not the present one.</summary>
internal sealed class JunctionWatcher
{
    private const int WaitingMax = 4;

    private readonly Channel<JunctionMoment> _moments = Channel.CreateBounded<JunctionMoment>(
        new BoundedChannelOptions(WaitingMax) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true });

    public ChannelReader<JunctionMoment> Moments => _moments.Reader;

    public void Tell(JunctionMoment moment) => _moments.Writer.TryWrite(moment);
}
