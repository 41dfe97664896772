using GridCity.Bench.Load;
using GridCity.Client;

namespace GridCity.Bench.Edges;

/// <summary>Handhelds with a user, a token and a connection each; the city's inspectors have several to a code.</summary>
internal sealed class HandheldCrew(EdgeSilo silo, int count) : IDisposable
{
    private const int PreparedAtOnce = 64;

    /// <summary>Longer than the whole return may take.</summary>
    private static readonly TimeSpan AnswerMax = TimeSpan.FromMinutes(5);

    public List<(Handheld Handheld, GridCityClient Client)> All { get; } = [];

    /// <summary>Makes users, and the cases that wait for somebody to look.</summary>
    public async Task PrepareAsync(CityDesk desk)
    {
        var since = TimeProvider.System.GetUtcNow();
        var made = new (Handheld, GridCityClient)[count];
        var lives = Enumerable.Range(0, PreparedAtOnce).Select(seed => new CaseLife(desk, seed)).ToArray();
        var next = -1;
        await Task.WhenAll(lives.Select(life => Task.Run(async () =>
        {
            while (Interlocked.Increment(ref next) is var number && number < count)
                made[number] = await OneAsync(life, number, since);
        })));
        All.AddRange(made);
    }

    public void Dispose()
    {
        foreach (var (_, client) in All) client.Dispose();
    }

    private async Task<(Handheld, GridCityClient)> OneAsync(CaseLife life, int number, DateTimeOffset since)
    {
        var unit = BenchCity.Inspectors[number % BenchCity.Inspectors.Length];
        var token = await silo.Tokens.AnotherAsync(silo.Channel, $"handheld-{number}", "inspector", unit);
        var (verify, check) = (new List<string>(), new List<string>());
        while (verify.Count < Handheld.VerifiesCount) verify.Add(await life.AwaitingInspectorAsync(beforeFiling: true));
        while (check.Count < Handheld.ChecksCount) check.Add(await life.AwaitingInspectorAsync(beforeFiling: false));
        return (new Handheld(number, since).Worked(verify, check), new(silo.Place.Address, new() { Token = token, AnswerMax = AnswerMax }));
    }
}
