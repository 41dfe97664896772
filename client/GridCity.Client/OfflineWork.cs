using GridCity.Protos.Field.V1;

namespace GridCity.Client;

/// <summary>What a device gathered without a connection.</summary>
/// <param name="Photos">Sent first, since acts name them.</param>
/// <param name="Acts">In the order in which they were done.</param>
public sealed record OfflineWork(IReadOnlyList<OfflinePhoto> Photos, IReadOnlyList<OfflineAct> Acts);

/// <summary>A photo on the device.</summary>
/// <param name="Read">Gives its bytes when its turn comes, so that not all are in memory at once.</param>
public sealed record OfflinePhoto(PhotoName Name, Func<ReadOnlyMemory<byte>> Read);
