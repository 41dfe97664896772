using System.Collections.Frozen;
using GridCity.Grains;
using GridCity.Grains.Cases;
using GridCity.Grains.DutyGrids;
using GridCity.Grains.Cities;
using GridCity.Grains.Inspectors;
using GridCity.Runtime.Engine;
using GridCity.Runtime.Journal;
using GridCity.Runtime.Local;
using Microsoft.Extensions.Logging.Abstractions;
using GrainId = GridCity.Grains.GrainId; // Orleans' global usings hold another.

namespace GridCity.Bench.Ceiling;

/// <summary>
/// The appends of one case from call to closing, with all that follows in cell and duty grid, as the real deciders and
/// the real engine make them. The ceiling writes these rows and no others.
/// </summary>
internal static class CapturedLoop
{
    /// <summary>Commands from outside in one loop.</summary>
    public const int Commands = 7;

    private static readonly DutyGridId Grid = new("330106-011");
    private static readonly Actor Administrator = new("administrator", Role.Administrator);
    private static readonly Actor Handler = new("handler-17", Role.Handler, "D-07");

    public static async Task<List<GrainAppend>> CaptureAsync()
    {
        var memory = new MemoryJournal(new MemoryStore(TimeProvider.System), epoch: 0);
        var recorder = new RecordingJournal(memory);
        var services = new GrainServices(
            recorder, memory, new GridClock(TimeProvider.System), GrainKinds.Of, Town, NullLogger.Instance);
        await using var engine = new LocalEngine(services, memory, memory, AlwaysServing.Instance);
        await engine.StartAsync();
        await AskAsync(engine, InspectorKind.Kind.Id("I-03"), new InspectorCommand.SignOn(Grid), Administrator);
        recorder.Appends.Clear();
        await PlayAsync(engine);
        return recorder.Appends;
    }

    private static async Task PlayAsync(LocalEngine engine)
    {
        var first = New(new("agent-4", Role.Agent));
        var grain = CaseId.Derive(first.Caller, first.CommandId).Grain;
        var clerk = new Actor("clerk-2", Role.Clerk);
        await AskAsync(engine, grain, new CaseCommand.Register(Report(grain.Key)), first);
        await AskAsync(engine, grain, new CaseCommand.File("0101-1"), New(clerk));
        await AskAsync(engine, grain, new CaseCommand.Dispatch("D-07"), New(new("dispatcher-9", Role.Dispatcher)));
        await AskAsync(engine, grain, new CaseCommand.Handle(), New(Handler));
        await AskAsync(engine, grain, new CaseCommand.Feedback("Repaired and tidied up."), New(Handler));
        await AskAsync(engine, grain, new CaseCommand.Check(true), New(new("I-03", Role.Inspector, "I-03")));
        await AskAsync(engine, grain, new CaseCommand.Close("0101-1"), New(clerk));
    }

    private static Report Report(string key) => new(
        $"20261121{key[..8]}", "12345", "0101", "330106003011004", new Place(120.1551, 30.2741),
        "212 Lakeside Road", new Sealed("p-0193a2b4c5d6", Convert.ToBase64String(new byte[120])), "p-0193a2b4c5d6", "K7MPQ2XW9T");

    private static Task AskAsync(LocalEngine engine, GrainId grain, IGrainCommand command, Actor actor) =>
        AskAsync(engine, grain, command, New(actor));

    private static async Task AskAsync(LocalEngine engine, GrainId grain, IGrainCommand command, CallerCommand origin)
    {
        if (await engine.AskAsync(grain, command, origin) is Outcome.Refused { Why: var why })
            throw new InvalidOperationException($"The ceiling's loop was refused: {why.Code}: {why.Message}");
        await SettleAsync(engine);
    }

    /// <summary>In memory delivery takes no time worth a timer; yielding lets it happen before the next act.</summary>
    private static async Task SettleAsync(LocalEngine engine)
    {
        while (engine.MailWaiting > 0) await Task.Yield();
    }

    private static CallerCommand New(Actor actor) => new("bench-token-1", Guid.CreateVersion7(), UInt128.One, actor);

    /// <summary>A city with one category and one department.</summary>
    public static City Town() => new(
        "330106",
        new[] { new Category("0101", "Manhole cover", [new("0101-1", 120)]) }.ToFrozenDictionary(category => category.Code),
        new[] { new Unit("D-07", "Water works") }.ToFrozenDictionary(unit => unit.Code),
        CityLimits.Usual)
    {
        Ground = new([KeyValuePair.Create("330106003011004", Grid)]),
    };
}

/// <summary>The bench's silo has no rival.</summary>
internal sealed class AlwaysServing : IServingRight
{
    public static AlwaysServing Instance { get; } = new();

    public void ThrowIfNotServing() { }
}
