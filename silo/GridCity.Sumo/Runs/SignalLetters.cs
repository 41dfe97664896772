using GridCity.Grains.Intersections.Safety;

namespace GridCity.Sumo.Runs;

/// <summary>SUMO's letters for what signals show.</summary>
public static class SignalLetters
{
    /// <summary>One letter for each group.</summary>
    public static string Of(SafetyState state) => string.Create(state.Groups.Length, state, static (letters, shown) =>
    {
        for (var group = 0; group < letters.Length; group++) letters[group] = "rsgGyo"[(int)shown.Groups[group].Shown];
    });
}
