using GridCity.Grains.Intersections.Layout;

namespace GridCity.Grains.Intersections.Safety;

/// <summary>What a signal group shows in one second.</summary>
public enum SignalShown : byte
{
    Red = 0,
    StopThenGo = 1,

    /// <summary>Green, yielding to conflicting groups.</summary>
    Yield = 2,

    /// <summary>Green, protected.</summary>
    Green = 3,
    Yellow = 4,

    /// <summary>The signal gives no order: everybody follows the right of way of the road.</summary>
    Flashing = 5,
}

/// <summary>Words about what is shown.</summary>
public static class SignalsShown
{
    /// <summary>Green of either kind.</summary>
    public static bool IsGreen(this SignalShown shown) => shown is SignalShown.Yield or SignalShown.Green;

    internal static SignalShown Of(Aspect aspect) => (SignalShown)(byte)aspect;

    /// <summary>Of what is shown and what another phase gives, the weaker; not for yellow and flashing.</summary>
    internal static SignalShown Weaker(SignalShown shown, Aspect aspect) => Of(Aspects.Weaker((Aspect)(byte)shown, aspect));
}
