using System.Text;
using GridCity.Grains.Cases;

namespace GridCity.Grains.Tests.Properties;

/// <summary>What holds for every decision of every kind.</summary>
internal static class DecisionLaws
{
    /// <summary>The only ways from stage to stage.</summary>
    private static readonly HashSet<(string From, string To)> Paths =
    [
        ("unregistered", "recognised"), ("recognised", "registered"), ("recognised", "voided"),
        ("registered", "merged"), ("returned-to-clerk", "merged"), ("filed", "merged"), ("merged", "registered"),
        ("registered", "joined"), ("returned-to-clerk", "joined"), ("filed", "joined"), ("joined", "registered"),
        ("joined", "closed"), ("unregistered", "registered"), ("unregistered", "awaiting-audit"), ("awaiting-audit", "registered"),
        ("awaiting-audit", "closed"), ("registered", "answered"), ("registered", "verifying"),
        ("verifying", "registered"), ("registered", "filed"), ("registered", "voided"),
        ("returned-to-clerk", "verifying"), ("returned-to-clerk", "filed"), ("returned-to-clerk", "voided"),
        ("filed", "dispatched"), ("filed", "returned-to-clerk"), ("returned-to-dispatcher", "dispatched"),
        ("returned-to-dispatcher", "returned-to-clerk"), ("dispatched", "returned-to-dispatcher"),
        ("dispatched", "handling"), ("handling", "dispatched"), ("dispatched", "suspended"),
        ("handling", "suspended"), ("suspended", "dispatched"), ("suspended", "handling"),
        ("handling", "awaiting-confirmation"), ("awaiting-confirmation", "handling"),
        ("awaiting-confirmation", "awaiting-check"), ("handling", "awaiting-check"), ("awaiting-check", "checked"),
        ("awaiting-check", "dispatched"), ("checked", "dispatched"), ("checked", "closed"),
        ("closed", "awaiting-check"), ("closed", "returned-to-clerk"), ("answered", "returned-to-clerk"),
        ("voided", "returned-to-clerk"),
    ];

    public static void Check(SmallWorld.Step step)
    {
        var kind = GrainKinds.Of(step.Grain);
        CheckPure(kind, step);
        CheckStored(kind, step);
        if (step.Before is CaseState before && step.After is CaseState after) CheckPath(before, after);
    }

    private static void CheckPure(GrainKind kind, SmallWorld.Step step)
    {
        var again = kind.Decide(step.Before, step.Command, step.Context);
        Assert.Equal(step.Events.Select(Written), again.Events.Select(Written));
        Assert.Equal(step.Effects, again.Effects);
        string Written(object happened) => Text(kind.WriteEvent(happened));
    }

    /// <summary>
    /// What is read back is what was written, and folds to the same state; nothing unprintable got in.
    /// </summary>
    private static void CheckStored(GrainKind kind, SmallWorld.Step step)
    {
        var state = kind.ReadState(kind.WriteState(step.Before));
        foreach (var happened in step.Events)
        {
            var stored = kind.WriteEvent(happened);
            Assert.DoesNotContain("\\u00", Text(stored), StringComparison.Ordinal);
            var read = kind.ReadEvent(stored.Name, stored.Json);
            Assert.Equal(stored.Json, kind.WriteEvent(read).Json);
            state = kind.Evolve(state, read);
        }

        Assert.Equal(kind.WriteState(step.After), kind.WriteState(state));
    }

    private static void CheckPath(CaseState before, CaseState after)
    {
        var path = (before.Stage, after.Stage);
        Assert.True(before.Stage == after.Stage || Paths.Contains(path), $"{path} is no way.");
        Assert.False(before.Overdue && !after.Overdue, "An overdue case stays overdue.");
    }

    private static string Text(Grains.Stored stored) => $"{stored.Name} {Encoding.UTF8.GetString(stored.Json)}";
}
