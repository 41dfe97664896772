using System.Runtime.CompilerServices;

namespace GridCity.Cli.Replay;

/// <summary>Hands out a file's rows, each when it is its time; a row that stands behind a later one comes at once.</summary>
internal sealed class ReplayFeed(RecordFile file, int? limit)
{
    /// <summary>Rows there are to play.</summary>
    public int Count() => Math.Min(limit ?? int.MaxValue, file.Read().Count());

    public async IAsyncEnumerable<(ReplayRecord? Record, BadRow? Bad)> RowsAsync(
        ReplayClock clock, [EnumeratorCancellation] CancellationToken cancellation)
    {
        foreach (var row in file.Read().Take(limit ?? int.MaxValue))
        {
            if (row.Record is { } record) await clock.UntilAsync(record.Opened, cancellation);
            yield return row;
        }
    }

    /// <summary>Sets a clock by the first record that the city takes.</summary>
    /// <param name="scene">Whose book is not kept: the record is played in its turn.</param>
    /// <param name="speed">Infinity needs no record.</param>
    public async Task<ReplayClock> ClockAsync(ReplayScene scene, double speed, TimeProvider time, CancellationToken cancellation)
    {
        if (double.IsFinite(speed))
            foreach (var (record, _) in file.Read().Take(limit ?? int.MaxValue))
                if (record is not null && await new ReplayPlayer(scene).RegisterAsync(record, cancellation) is { } caseId)
                {
                    var got = await scene.Crew.Administrator.Desk.GetCaseAsync(new() { CaseId = caseId }, cancellation);
                    return new(record.Opened, got.Summary.RegisteredAt.ToDateTimeOffset(), speed, time);
                }

        return ReplayClock.Unbounded(time);
    }
}
