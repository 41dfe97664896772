using GridCity.Grains.Cases;
using GridCity.Runtime.Projections;

namespace GridCity.Runtime.Simulation.Checkers;

/// <summary>Case rows and statistics say what a recount of the journal says.</summary>
internal sealed class ProjectionChecker : IChecker
{
    public string Name => "projections";

    public IEnumerable<string> Check(Evidence evidence) => [.. Figures(evidence), .. Rows(evidence)];

    private static IEnumerable<string> Figures(Evidence evidence)
    {
        var recount = new Recount();
        foreach (var grain in evidence.Grains)
            foreach (var happened in grain.Events) recount.Add(grain.Id, happened);
        var (counted, kept) = (recount.Figures, Recount.Sum(evidence.Store.Deltas));
        return
        [
            .. counted.Except(kept).Select(figure => $"the journal counts {figure}, the deltas do not"),
            .. kept.Except(counted).Select(figure => $"the deltas count {figure}, the journal does not"),
        ];
    }

    private static IEnumerable<string> Rows(Evidence evidence)
    {
        var rows = evidence.Store.Cases.ToDictionary(row => row.Id);
        foreach (var grain in evidence.Grains.Where(grain => grain.States[^1] is CaseState.Known))
        {
            var expected = Projector.Project(grain.Id, grain.Journal.Length, grain.Events, grain.States[^1]).Case;
            if (rows.GetValueOrDefault(grain.Id.Key) != expected) yield return $"the row of {grain.Id} is not what its events say";
        }
    }
}
