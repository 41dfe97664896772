using System.Collections.Immutable;
using System.Text;
using GridCity.Conformance.Probes;
using GridCity.Grains;
using GridCity.Runtime.Engine;
using GridCity.Runtime.Journal;
using GridCity.Runtime.Journal.Postgres;
using GridCity.Testing;
using static GridCity.Conformance.Probes.ProbeCommand;

namespace GridCity.Conformance.Engines;

/// <summary>
/// What every engine promises, on a real PostgreSQL: the journal is read behind the engine's back. The tests of a class
/// share an engine; each uses grains of its own.
/// </summary>
public abstract partial class EngineConformance(EngineUnderTest it) : IAsyncLifetime
{
    private readonly string _run = Guid.NewGuid().ToString("N")[..12];
    private readonly PostgresJournal _journal = new(it.Database.Source, () => 0);

    protected EngineUnderTest It { get; } = it;

    protected IGridEngine Engine => It.Engine;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await _journal.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    protected GrainId Probe(string key) => ProbeKind.Kind.Id(Key(key));

    protected string Key(string key) => $"{_run}-{key}";

    /// <summary>A command's origin, with a new id.</summary>
    protected static CallerCommand New(string content = "one") => Origin(Guid.CreateVersion7(), content);

    protected static CallerCommand Origin(Guid id, string content = "one") =>
        new("tester", id, (uint)content.Length, new Actor("someone", Role.Administrator));

    protected async Task<Outcome> AskAsync(GrainId grain, ProbeCommand command, CallerCommand? origin = null) =>
        await Eventually.Gives(Engine.AskAsync(grain, command, origin ?? New()), $"{grain} answers {command}");

    protected async Task<Outcome.Accepted> AcceptedAsync(GrainId grain, ProbeCommand command, CallerCommand? origin = null) =>
        Assert.IsType<Outcome.Accepted>(await AskAsync(grain, command, origin));

    protected async Task<Refusal> RefusedAsync(GrainId grain, ProbeCommand command, CallerCommand? origin = null) =>
        Assert.IsType<Outcome.Refused>(await AskAsync(grain, command, origin)).Why;

    /// <summary>As a patient client does: asks again with the same id for as long as nothing is known of the outcome.</summary>
    protected async Task<Outcome> AskUntilKnownAsync(GrainId grain, ProbeCommand command, CallerCommand origin)
    {
        Outcome? known = null;
        await Eventually.Is(async () => (known = await TryAskAsync(grain, command, origin)) is not null, OutageMax, $"{grain} answers {command}");
        return known!;
    }

    protected async Task<ProbeState> StateAsync(GrainId grain) =>
        (ProbeState)(await Eventually.Gives(Engine.ReadAsync(grain), $"{grain} is read")).State;

    protected async Task UntilAsync(GrainId grain, Func<ProbeState, bool> holds, string expectation) =>
        await Eventually.Is(async () => await TryReadAsync(grain) is { } state && holds(state), OutageMax, $"{grain}: {expectation}");

    protected Task<ImmutableArray<JournalEvent>> HistoryAsync(GrainId grain) => _journal.LoadUpToAsync(grain, long.MaxValue);

    protected async Task<string[]> EventNamesAsync(GrainId grain) => [.. (await HistoryAsync(grain)).Select(happened => happened.Name)];

    /// <summary>Writes behind the engine's back, as another silo would.</summary>
    protected async Task WriteAsync(GrainAppend append) => Assert.True(Assert.Single(await _journal.AppendAsync([append])));

    protected static NewEvent Added(int amount) => new(ProbeKind.Kind.WriteEvent(new ProbeEvent.Added(amount)), "another silo");

    protected static Stored Json(string name, string json) => new(name, Encoding.UTF8.GetBytes(json));

    /// <summary>Far longer than an engine needs to serve again after a silo's death.</summary>
    private static readonly TimeSpan OutageMax = TimeSpan.FromSeconds(40);

    private async Task<Outcome?> TryAskAsync(GrainId grain, ProbeCommand command, CallerCommand origin)
    {
        try
        {
            return await Engine.AskAsync(grain, command, origin);
        }
        catch (GridUnavailableException)
        {
            return null;
        }
    }

    private async Task<ProbeState?> TryReadAsync(GrainId grain)
    {
        try
        {
            return (ProbeState)(await Engine.ReadAsync(grain)).State;
        }
        catch (GridUnavailableException)
        {
            return null;
        }
    }
}
