namespace GridCity.Cli.Replay;

/// <summary>What was asked for one case and what of it was acknowledged, by the event that each act leads to.</summary>
internal sealed class ReplayStory(string caseId)
{
    private readonly byte[] _asked = new byte[ReplayEvents.All.Length];
    private readonly byte[] _acknowledged = new byte[ReplayEvents.All.Length];

    public string CaseId => caseId;

    public void Ask(string happening) => _asked[At(happening)]++;

    public void Acknowledge(string happened) => _acknowledged[At(happened)]++;

    /// <summary>Events that are there more often than they were asked for.</summary>
    public int Doubled(IReadOnlyDictionary<string, int> found) =>
        ReplayEvents.All.Sum(name => Math.Max(0, found.GetValueOrDefault(name) - _asked[At(name)]));

    /// <summary>True when an acknowledged event is not there.</summary>
    public bool Misses(IReadOnlyDictionary<string, int> found) =>
        ReplayEvents.All.Any(name => found.GetValueOrDefault(name) < _acknowledged[At(name)]);

    private static int At(string name) => Array.IndexOf(ReplayEvents.All, name);
}
