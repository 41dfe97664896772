namespace GridCity.Grains.Intersections.Layout;

/// <summary>What a phase gives to a signal group, weaker first.</summary>
public enum Aspect : byte
{
    Stop = 0,

    /// <summary>Stop, then go when nobody is in the way: the turn on red.</summary>
    StopThenGo = 1,

    /// <summary>Go, but yield to the groups it conflicts with (a permitted turn).</summary>
    Yield = 2,

    /// <summary>Go, protected: no conflicting group may have it too.</summary>
    Go = 3,
}

/// <summary>Words about aspects.</summary>
public static class Aspects
{
    /// <summary>Green of either kind: the group's traffic may enter.</summary>
    public static bool IsGreen(this Aspect aspect) => aspect >= Aspect.Yield;

    /// <summary>The weaker of two.</summary>
    public static Aspect Weaker(Aspect one, Aspect other) => one < other ? one : other;
}
