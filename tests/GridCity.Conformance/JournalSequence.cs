using System.Collections.Immutable;
using System.Text;
using GridCity.Grains;
using GridCity.Runtime.Journal;

namespace GridCity.Conformance;

/// <summary>Draws appends from a seed: mostly sound ones, often enough some that must lose.</summary>
internal sealed class JournalSequence(int seed, string run, DateTimeOffset now, long firstNumber)
{
    /// <summary>As many mail numbers as a sequence of ordinary length uses.</summary>
    public const int NumbersMax = 10_000;

    private static readonly string[] TimerNames = ["handling", "checking"];

    private readonly Random _random = new(seed);
    private readonly GrainId[] _grains = [.. Enumerable.Range(0, 5).Select(i => new GrainId("probe", $"{run}-{seed}-{i}"))];
    private readonly List<Mail> _posted = [];
    private Mail[] _deliverable = [];
    private long _number = firstNumber;

    public IReadOnlyList<GrainId> Grains => _grains;

    public IReadOnlyList<Mail> Posted => _posted;

    public GrainAppend[] NextBatch(JournalModel model)
    {
        _random.Shuffle(_grains);
        // Mail is delivered after it is durable, so no batch consumes what it posts itself.
        _deliverable = [.. _posted];
        return [.. _grains.Take(_random.Next(1, _grains.Length + 1)).Select(grain => Next(grain, model))];
    }

    private GrainAppend Next(GrainId grain, JournalModel model)
    {
        var version = Math.Max(0, model.Version(grain) + (Rarely() ? _random.Next(-2, 3) : 0));
        var events = Some(1, 3).Select(_ => new NewEvent(Body(), "tester")).ToImmutableArray();
        var timers = TimerNames.Where(_ => Sometimes()).ToArray();
        var fired = TimerNames.Where(_ => Sometimes()).Select(name => Fired(grain, name, model)).OfType<TimerKey>();
        return GrainAppend.Of(grain, version, events) with
        {
            Commands = [.. Some(0, 2).Select(_ => Command(grain, version + events.Length, model)).DistinctBy(kept => kept.CommandId)],
            Consumed = [.. _deliverable.Where(mail => mail.Target == grain && model.MailWaiting.Contains(mail.Id) && Sometimes())
                .Concat(_deliverable.Where(mail => mail.Target == grain && Rarely() && Rarely())).Select(mail => mail.Id).Distinct()],
            Posted = [.. Some(0, 3).Select(_ => NewMail(grain))],
            TimersSet = [.. timers.Where(_ => Sometimes()).Select(name => NewTimer(grain, name))],
            TimersCancelled = [.. TimerNames.Except(timers).Where(_ => Rarely())],
            TimersFired = [.. fired],
        };
    }

    private KeptCommand Command(GrainId grain, long version, JournalModel model)
    {
        var used = model.Kept.ToArray();
        return used.Length > 0 && Rarely() && Sometimes()
            ? _random.GetItems(used, 1)[0] with { Grain = grain, Version = version }
            : new($"{run}-{_random.Next(3)}", NewId(), (UInt128)_random.NextInt64(), grain, version);
    }

    private TimerKey? Fired(GrainId grain, string name, JournalModel model) => model.Timer(grain, name) switch
    {
        { } timer when Rarely() => timer.Key with { Generation = timer.Key.Generation - 1 },
        { } timer => timer.Key,
        null => Rarely() && Rarely() ? new(grain, name, _number) : null,
    };

    private Mail NewMail(GrainId source)
    {
        var mail = new Mail(new(DateOnly.FromDateTime(now.UtcDateTime), _number++), source, _random.GetItems(_grains, 1)[0], Body());
        _posted.Add(mail);
        return mail;
    }

    private GrainTimer NewTimer(GrainId grain, string name) => new(new(grain, name, _number++), now.AddHours(1), Body());

    private Guid NewId() => Guid.CreateVersion7(now.AddMilliseconds(-_random.Next(1_000_000)));

    private Stored Body() => new("probe.happened.v1", Encoding.UTF8.GetBytes($$"""{"number": {{_random.Next(1_000)}}}"""));

    private IEnumerable<int> Some(int min, int max) => Enumerable.Range(0, _random.Next(min, max + 1));

    private bool Sometimes() => _random.Next(2) == 0;

    private bool Rarely() => _random.Next(8) == 0;
}
