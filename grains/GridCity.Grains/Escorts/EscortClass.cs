using System.Text.Json.Serialization;

namespace GridCity.Grains.Escorts;

/// <summary>What is escorted. Where two meet the one that stands first here goes first.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<EscortClass>))]
public enum EscortClass
{
    [JsonStringEnumMemberName("ambulance")]
    Ambulance,

    [JsonStringEnumMemberName("fire-engine")]
    FireEngine,

    [JsonStringEnumMemberName("police")]
    Police,

    /// <summary>Rescue of mines, gas, power; convoys.</summary>
    [JsonStringEnumMemberName("other")]
    Other,
}

/// <summary>Who goes first where two escorts want different phases: the class, then who asked first, then the id.</summary>
/// <param name="Class">Of the vehicle.</param>
/// <param name="RequestedSecond">When it was asked for.</param>
/// <param name="Escort">Id: so that two of the same second are never equal.</param>
public readonly record struct EscortRank(EscortClass Class, long RequestedSecond, string Escort) : IComparable<EscortRank>
{
    /// <summary>Less than 0 when this one goes first.</summary>
    public int CompareTo(EscortRank other) =>
        Class != other.Class ? Class.CompareTo(other.Class)
        : RequestedSecond != other.RequestedSecond ? RequestedSecond.CompareTo(other.RequestedSecond)
        : string.CompareOrdinal(Escort, other.Escort);

    public static bool operator <(EscortRank one, EscortRank other) => one.CompareTo(other) < 0;

    public static bool operator >(EscortRank one, EscortRank other) => one.CompareTo(other) > 0;

    public static bool operator <=(EscortRank one, EscortRank other) => one.CompareTo(other) <= 0;

    public static bool operator >=(EscortRank one, EscortRank other) => one.CompareTo(other) >= 0;
}
