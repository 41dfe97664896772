using GridCity.Faults.Tests.Book;
using GridCity.Grains.Cases;

namespace GridCity.Faults.Tests.Checks;

/// <summary>Holds the clients' book against the journal: every acknowledged act is there once, and nothing else is.</summary>
internal static class BookCheck
{
    private static readonly Dictionary<string, ActKind> Kinds = Enum.GetValues<ActKind>().ToDictionary(kind => kind.EventName());

    public static void Check(CaseBook book, JournalFacts facts, Verdict verdict)
    {
        foreach (var contradiction in book.Contradictions) verdict.AddWrong(contradiction);
        foreach (var answer in book.Acts) CheckAct(answer, facts, verdict);
        foreach (var grain in facts.Events) CheckHistory(grain.Key.ToString(), [.. grain], facts, verdict);
        CheckTotals(book, facts, verdict);
    }

    private static void CheckAct(Acknowledged answer, JournalFacts facts, Verdict verdict)
    {
        var grain = new CaseId(answer.CaseId).Grain;
        var kept = facts.Commands[answer.Act.CommandId].ToArray();
        if (kept.Length == 0) verdict.AddLost($"{answer}: its command id is not kept");
        if (kept.Length > 1) verdict.AddDoubled($"{answer}: its command id is kept {kept.Length} times");
        if (kept.Length == 1 && (kept[0].Version != answer.Version || kept[0].Grain != grain.ToString()))
            verdict.AddWrong($"{answer} is kept as {kept[0]}");
        if (!facts.Events[grain].Any(written => written.Version == answer.Version && written.Name == answer.Act.Kind.EventName()))
            verdict.AddLost($"{answer}: no {answer.Act.Kind.EventName()} at that version");
    }

    private static void CheckHistory(string grain, Written[] history, JournalFacts facts, Verdict verdict)
    {
        for (var at = 0; at < history.Length; at++)
        {
            var version = history[at].Version;
            if (at > 0 && version == history[at - 1].Version) verdict.AddDoubled($"{grain} has two events at version {version}");
            else if (version != (at == 0 ? 1 : history[at - 1].Version + 1)) verdict.AddLost($"{grain} has no event before version {version}");
        }

        if (facts.Heads.GetValueOrDefault(grain) != history[^1].Version)
            verdict.AddWrong($"{grain} has its head at {facts.Heads.GetValueOrDefault(grain)}, its last event at {history[^1].Version}");
        if (!history[0].Grain.Is(CaseKind.Kind.Name)) return;
        // No case of this load is reworked: nothing happens to one twice.
        foreach (var twice in history.GroupBy(written => written.Name).Where(same => same.Count() > 1))
            verdict.AddDoubled($"{grain} has {twice.Count()} of {twice.Key}");
    }

    /// <summary>What nobody asked for must not be there either.</summary>
    private static void CheckTotals(CaseBook book, JournalFacts facts, Verdict verdict)
    {
        var asked = book.Acts.CountBy(answer => answer.Act.Kind).ToDictionary();
        var written = facts.Events.SelectMany(grain => grain).Where(happened => Kinds.ContainsKey(happened.Name))
            .CountBy(happened => Kinds[happened.Name]).ToDictionary();
        foreach (var kind in Enum.GetValues<ActKind>())
            for (var more = asked.GetValueOrDefault(kind); more < written.GetValueOrDefault(kind); more++)
                verdict.AddDoubled($"a {kind} that is in nobody's book");
    }
}
