using System.Collections.Immutable;
using GridCity.Grains;
using Npgsql;

namespace GridCity.Runtime.Journal.Postgres;

/// <summary>The journal on PostgreSQL; the schema is made by the migrations.</summary>
/// <param name="epoch">The lease's epoch under which this silo writes; 0 where no lease is kept (many silos).</param>
public sealed class PostgresJournal(NpgsqlDataSource source, Func<long> epoch) : IJournal, IAsyncDisposable
{
    private const int RacesMax = 5;

    /// <summary>Batches that look first after one whose trust was wrong: where one command is asked again, many are.</summary>
    private const int LookingAfterRace = 64;

    private readonly PostgresAppender _appender = new(source);
    private readonly SemaphoreSlim _writer = new(1, 1);
    private int _lookingLeft;

    /// <inheritdoc/>
    public async Task<bool[]> AppendAsync(IReadOnlyList<GrainAppend> appends, CancellationToken cancellation = default)
    {
        await _writer.WaitAsync(cancellation);
        try
        {
            var won = new HashSet<string>(appends.Count, StringComparer.Ordinal);
            foreach (var part in Parts(appends))
            {
                won.UnionWith(await AppendInTurnAsync(part, cancellation)
                    ?? throw new FencedException("Another silo took the lease over: this one must not write any more."));
            }

            return [.. appends.Select(append => won.Contains(append.Grain.ToString()))];
        }
        finally
        {
            _writer.Release();
        }
    }

    /// <inheritdoc/>
    public Task<GrainHistory[]> LoadAsync(IReadOnlyList<GrainId> grains, CancellationToken cancellation = default) =>
        Guarded(() => PostgresLoader.LoadAsync(source, grains, cancellation));

    /// <inheritdoc/>
    public Task<ImmutableArray<JournalEvent>> LoadUpToAsync(GrainId grain, long versionMax, CancellationToken cancellation = default) =>
        Guarded(() => PostgresLoader.LoadUpToAsync(source, grain, versionMax, cancellation));

    /// <inheritdoc/>
    public Task<GrainCheck[]> CheckAsync(IReadOnlyList<CheckQuestion> questions, CancellationToken cancellation = default) =>
        Guarded(() => PostgresChecker.CheckAsync(source, questions, cancellation));

    /// <inheritdoc/>
    public Task SaveSnapshotAsync(GrainId grain, GrainSnapshot snapshot, CancellationToken cancellation = default) =>
        Guarded(() => PostgresLoader.SaveSnapshotAsync(source, grain, snapshot, cancellation));

    public async ValueTask DisposeAsync()
    {
        // A batch under way is answered first: a connection torn from under its reader fails in odd ways.
        await _writer.WaitAsync();
        await _appender.DisposeAsync();
        _writer.Dispose();
    }

    internal static async Task<T> Guarded<T>(Func<Task<T>> query)
    {
        try
        {
            return await query();
        }
        catch (Exception error) when (PostgresErrors.Translate(error) is var ours && ours != error)
        {
            throw ours;
        }
    }

    /// <summary>One statement cannot keep an id twice: a grain that brings one again goes into a later statement.</summary>
    private static List<List<GrainAppend>> Parts(IReadOnlyList<GrainAppend> appends)
    {
        var (parts, part, ids) = (new List<List<GrainAppend>>(), new List<GrainAppend>(appends.Count), new HashSet<(string, Guid)>());
        foreach (var append in appends)
        {
            if (append.Commands.Any(command => ids.Contains((command.Caller, command.CommandId))))
            {
                parts.Add(part);
                (part, ids) = ([], []);
            }

            part.Add(append);
            foreach (var command in append.Commands) ids.Add((command.Caller, command.CommandId));
        }

        return [.. parts, part];
    }

    private async Task<HashSet<string>?> AppendInTurnAsync(IReadOnlyList<GrainAppend> appends, CancellationToken cancellation)
    {
        for (var races = 1; ; races++)
        {
            try
            {
                var isTrusted = _lookingLeft == 0;
                var won = await _appender.AppendAsync(appends, epoch(), isTrusted, cancellation);
                if (!isTrusted) _lookingLeft--;
                return won;
            }
            catch (Exception error) when (PostgresErrors.IsRaceToKeep(error) && races < RacesMax)
            {
                // Nothing was written; looking first, the statement sees what is kept or gone.
                _lookingLeft = LookingAfterRace;
            }
            catch (Exception error)
            {
                await _appender.ResetAsync();
                var ours = PostgresErrors.Translate(error);
                if (ours == error) throw;
                throw ours;
            }
        }
    }
}
