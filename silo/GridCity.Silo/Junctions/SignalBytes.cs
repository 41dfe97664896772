using GridCity.Grains.Intersections.Safety;
using GridCity.Protos.Junction.V1;

namespace GridCity.Silo.Junctions;

/// <summary>What groups show, as the link writes it: one <see cref="Signal"/> a byte.</summary>
internal static class SignalBytes
{
    public static byte[] Of(SafetyState state)
    {
        var bytes = new byte[state.Groups.Length];
        for (var group = 0; group < bytes.Length; group++) bytes[group] = (byte)Of(state.Groups[group].Shown);
        return bytes;
    }

    public static SignalShown Shown(byte signal) => (Signal)signal switch
    {
        Signal.StopThenGo => SignalShown.StopThenGo,
        Signal.Yield => SignalShown.Yield,
        Signal.Green => SignalShown.Green,
        Signal.Yellow => SignalShown.Yellow,
        Signal.Flashing => SignalShown.Flashing,
        _ => SignalShown.Red,
    };

    private static Signal Of(SignalShown shown) => shown switch
    {
        SignalShown.Red => Signal.Red,
        SignalShown.StopThenGo => Signal.StopThenGo,
        SignalShown.Yield => Signal.Yield,
        SignalShown.Green => Signal.Green,
        SignalShown.Yellow => Signal.Yellow,
        SignalShown.Flashing => Signal.Flashing,
        _ => throw new System.Diagnostics.UnreachableException($"{shown}"),
    };
}
