using System.Collections.Immutable;
using GridCity.Grains;
using GridCity.Runtime.Engine;
using GridCity.Runtime.Journal;
using GridCity.Runtime.Local;
using GridCity.Runtime.Simulation.Workload;
using GridCity.Runtime.Simulation.Workload.Couriers;
using GridCity.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace GridCity.Runtime.Tests.Engine;

/// <summary>The journal has written, and the silo never hears of it. First seen under simulated seeds 11, 19 and 31.</summary>
public sealed class LostReplyTests
{
    private static readonly GrainId Sender = CourierKind.Kind.Id("sender"), Target = CourierKind.Kind.Id("target");

    private readonly ForgetfulJournal _journal = new(new MemoryStore(TimeProvider.System).Open());

    [Fact]
    public async Task Mail_of_an_append_whose_reply_was_lost_is_not_overtaken()
    {
        var engine = await StartAsync();
        _journal.LosesNextReply = true;
        await Assert.ThrowsAsync<GridUnavailableException>(() => PostAsync(engine));

        Assert.IsType<Outcome.Accepted>(await PostAsync(engine));

        await Eventually.Is(() => Received().Length == 2, "the target received both letters");
        Assert.Equal([1, 2], Received());
    }

    [Fact]
    public async Task A_command_whose_reply_was_lost_gives_its_answer_when_asked_again()
    {
        var engine = await StartAsync();
        var (command, origin) = NewPost();
        _journal.LosesNextReply = true;
        await Assert.ThrowsAsync<GridUnavailableException>(() => engine.AskAsync(Sender, command, origin));

        var again = Assert.IsType<Outcome.Accepted>(await engine.AskAsync(Sender, command, origin));

        Assert.Equal(1, again.Version);
        Assert.Equal(1, (await engine.ReadAsync(Sender)).Version);
    }

    private async Task<LocalEngine> StartAsync()
    {
        var services = new GrainServices(
            _journal, _journal.Inner, new(TimeProvider.System), SimulatedCity.KindOf, () => SimulatedCity.City, NullLogger.Instance);
        var engine = new LocalEngine(services, _journal.Inner, _journal.Inner, new AlwaysServing());
        await engine.StartAsync();
        return engine;
    }

    private static Task<Outcome> PostAsync(LocalEngine engine)
    {
        var (command, origin) = NewPost();
        return engine.AskAsync(Sender, command, origin);
    }

    private static (CourierCommand.Post Command, CallerCommand Origin) NewPost() =>
        (new([new Route([Target.Key], IsPoisoned: false)]),
         new("tester", Guid.CreateVersion7(), 1, new Actor("tester", Role.Agent)));

    private int[] Received() => [.. _journal.Inner.Store.LoadUpTo(Target, long.MaxValue)
        .Select(happened => CourierKind.Kind.ReadEvent(happened.Name, happened.Json.Span))
        .OfType<CourierEvent.Received>().Select(letter => letter.Number)];

    private sealed class AlwaysServing : IServingRight
    {
        public void ThrowIfNotServing()
        {
        }
    }

    /// <summary>Writes an append, and says that it does not know.</summary>
    private sealed class ForgetfulJournal(MemoryJournal inner) : IJournal
    {
        public MemoryJournal Inner => inner;

        public bool LosesNextReply { get; set; }

        public async Task<bool[]> AppendAsync(IReadOnlyList<GrainAppend> appends, CancellationToken cancellation = default)
        {
            var won = await inner.AppendAsync(appends, cancellation);
            if (!LosesNextReply) return won;
            LosesNextReply = false;
            throw new JournalUnavailableException("The reply was lost.");
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
}
