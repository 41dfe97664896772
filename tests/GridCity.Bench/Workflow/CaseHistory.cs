using System.Diagnostics;
using GridCity.Grains.Cases;
using GridCity.Runtime.Journal;
using GridCity.Runtime.Journal.Postgres;
using GridCity.Runtime.Privacy;
using GridCity.Runtime.Projections.Checkpointed;
using GridCity.Runtime.Projections.Figures;
using GridCity.Runtime.Projections.Lists;
using Npgsql;

namespace GridCity.Bench.Workflow;

/// <summary>What the making of a history took.</summary>
internal sealed record Made(int Cases, long Events, double JournalSeconds, double Seconds);

/// <summary>
/// A year of a city's cases, appended to the journal by several connections in large batches while the lists follow as in
/// a silo. Nothing is written around the journal.
/// </summary>
internal sealed class CaseHistory(NpgsqlDataSource source, BigCity city, PersonKeys keys, SealedFields fields, int cases)
{
    public const int People = 20_000;

    private const int BatchSize = 400;
    private const int Writers = 3;
    private const int Days = 365;

    private readonly DateTimeOffset _now = TimeProvider.System.GetUtcNow();
    private readonly Guid[] _people = new Guid[People];
    private long _next;
    private long _events;
    private volatile bool _written;

    public async Task<Made> MakeAsync()
    {
        var start = Stopwatch.GetTimestamp();
        await MeetPeopleAsync();
        var following = Task.Run(FollowAsync);
        await Task.WhenAll(Enumerable.Range(0, Writers).Select(_ => Task.Run(WriteAsync)));
        var journal = Stopwatch.GetElapsedTime(start).TotalSeconds;
        _written = true;
        await following;
        await ExecuteAsync($"UPDATE number_block SET next = greatest(next, {cases + 1}) WHERE name = 'case'");
        // What the vacuum of a running city has done long before its table has a million rows.
        await ExecuteAsync("VACUUM (ANALYZE)");
        return new(cases, _events, journal, Stopwatch.GetElapsedTime(start).TotalSeconds);
    }

    private async Task MeetPeopleAsync()
    {
        foreach (var part in Enumerable.Range(0, People).Chunk(1_000))
            await Task.WhenAll(part.Select(async number => _people[number] = await keys.PersonOfAsync($"139{number:D8}")));
    }

    private async Task WriteAsync()
    {
        await using var journal = new PostgresJournal(source, () => 0);
        while (Interlocked.Add(ref _next, BatchSize) - BatchSize is var first && first < cases)
        {
            var batch = new List<GrainAppend>(BatchSize);
            for (var number = first; number < Math.Min(first + BatchSize, cases); number++) batch.Add(await TellAsync((int)number));
            if ((await journal.AppendAsync(batch)).Contains(false)) throw new InvalidOperationException("An append was lost to somebody: the bench is not alone.");
            Interlocked.Add(ref _events, batch.Sum(append => append.Events.Length));
        }
    }

    private async Task<GrainAppend> TellAsync(int number)
    {
        var random = new Random(number);
        var registered = _now.AddDays(-Days * (1 - (number / (double)cases)));
        var id = CaseId.Derive("bench", Guid.CreateVersion7(registered));
        var (place, cell) = city.Place(random);
        var person = _people[random.Next(People)];
        var report = new Report(
            $"{registered:yyyyMMdd}{number:00000000}", random.Next(5) switch { 0 => "app", 1 => "inspector", _ => "12345" },
            city.Categories[(int)(city.Categories.Length * Math.Pow(random.NextDouble(), 2))], cell, place, CaseTalk.Address(random),
            await fields.SealAsync(person, CaseTexts.DescriptionField, CaseTalk.Description(random)), SealedFields.Id(person), "K7MPQ2XW9T");
        var age = (_now - registered).TotalDays;
        return new CaseStory(city, random, _now).Tell(id, report, registered, open: age < 3 ? 0.6 : age < 30 ? 0.35 : 0.03);
    }

    private async Task FollowAsync()
    {
        var texts = new CaseTexts(fields, new WordHashes(keys.SearchKey));
        var runner = new ProjectionRunner(source, new PostgresJournalReader(source), new CaseListProjection(texts, AreaLevels.Of(city.Levels)));
        var figures = new ProjectionRunner(
            source, new PostgresJournalReader(source, FigureProjection.Names), new FigureProjection([.. city.Levels, city.Cells[0].Length]));
        while (true)
        {
            var isLast = _written;
            if ((await runner.AdvanceAsync()).Events + (await figures.AdvanceAsync()).Events > 0) continue;
            if (isLast) return;
            await Task.Delay(50);
        }
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var command = source.CreateCommand(sql);
        command.CommandTimeout = 0;
        await command.ExecuteNonQueryAsync();
    }
}
