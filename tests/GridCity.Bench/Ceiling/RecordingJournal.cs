using System.Collections.Immutable;
using GridCity.Grains;
using GridCity.Runtime.Journal;
using GrainId = GridCity.Grains.GrainId; // Orleans' global usings hold another.

namespace GridCity.Bench.Ceiling;

/// <summary>Remembers what was appended.</summary>
internal sealed class RecordingJournal(IJournal inner) : IJournal
{
    public List<GrainAppend> Appends { get; } = [];

    public Task<bool[]> AppendAsync(IReadOnlyList<GrainAppend> appends, CancellationToken cancellation = default)
    {
        lock (Appends) Appends.AddRange(appends);
        return inner.AppendAsync(appends, cancellation);
    }

    public Task<GrainHistory[]> LoadAsync(IReadOnlyList<GrainId> grains, CancellationToken cancellation = default) =>
        inner.LoadAsync(grains, cancellation);

    public Task<ImmutableArray<JournalEvent>> LoadUpToAsync(GrainId grain, long versionMax, CancellationToken cancellation = default) =>
        inner.LoadUpToAsync(grain, versionMax, cancellation);

    public Task<GrainCheck[]> CheckAsync(IReadOnlyList<CheckQuestion> questions, CancellationToken cancellation = default) =>
        inner.CheckAsync(questions, cancellation);

    public Task SaveSnapshotAsync(GrainId grain, GrainSnapshot snapshot, CancellationToken cancellation = default) =>
        inner.SaveSnapshotAsync(grain, snapshot, cancellation);
}
