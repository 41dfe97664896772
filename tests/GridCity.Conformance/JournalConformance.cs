using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using GridCity.Grains;
using GridCity.Runtime.Journal;

namespace GridCity.Conformance;

/// <summary>
/// What every journal promises, as its interfaces' comments say it. Each test uses grains of its own, so that the
/// database may be shared and hold anything else.
/// </summary>
public abstract partial class JournalConformance : IAsyncLifetime
{
    private readonly string _run = Guid.NewGuid().ToString("N");
    private JournalUnderTest? _opened;

    private JournalUnderTest It => _opened ?? throw new InvalidOperationException("The test has not begun.");

    private IJournal Journal => It.Journal;

    public async ValueTask InitializeAsync() => _opened = await OpenAsync();

    public async ValueTask DisposeAsync()
    {
        if (_opened is { } opened) await opened.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>Opens a journal whose schema is there.</summary>
    protected abstract Task<JournalUnderTest> OpenAsync();

    private GrainId Grain(string key) => new("probe", $"{_run}-{key}");

    private string Caller(string name) => $"{_run}-{name}";

    private DateTimeOffset Now => It.Time.GetUtcNow();

    /// <summary>UUID version 7 of now: ids are kept in partitions by their time.</summary>
    private Guid CommandId() => Guid.CreateVersion7(Now);

    private static Stored Body(string name, int number = 0) => new(name, Json(number));

    private static byte[] Json(int number) => Encoding.UTF8.GetBytes($$"""{"number": {{number}}}""");

    private static NewEvent Happened(int number) => new(Body("probe.happened.v1", number), "tester");

    private static GrainAppend Append(GrainId grain, long versionExpected, params int[] numbers) =>
        GrainAppend.Of(grain, versionExpected, [.. numbers.Select(Happened)]);

    private KeptCommand Kept(GrainId grain, long version, string caller = "caller", Guid? id = null) =>
        new(Caller(caller), id ?? CommandId(), 0x0123_4567_89AB_CDEF, grain, version);

    private GrainTimer Timer(GrainId grain, string name, long generation, TimeSpan dueIn = default) =>
        new(new(grain, name, generation), WholeSeconds(Now) + dueIn, Body("probe.ring.v1", (int)generation));

    private async Task<Mail> MailAsync(GrainId source, GrainId target) =>
        new(new(DateOnly.FromDateTime(Now.UtcDateTime), await It.Mail.ReserveIdsAsync(1)), source, target, Body("probe.do.v1"));

    /// <summary>Databases keep microseconds; a test that compares moments does not want to know.</summary>
    private static DateTimeOffset WholeSeconds(DateTimeOffset moment) => new(moment.Ticks - (moment.Ticks % TimeSpan.TicksPerSecond), moment.Offset);

    private async Task<bool> WinsAsync(GrainAppend append) => Assert.Single(await Journal.AppendAsync([append]));

    private async Task<GrainHistory> LoadAsync(GrainId grain) => Assert.Single(await Journal.LoadAsync([grain]));

    private static int Number(JournalEvent happened) => Number(happened.Json.Span);

    private static int Number(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        return JsonElement.ParseValue(ref reader).GetProperty("number").GetInt32();
    }

    private static int[] Numbers(GrainHistory history) => [.. history.Events.Select(Number)];

    private async Task AssertNumbersAsync(string key, int[] expected)
    {
        var history = await LoadAsync(Grain(key));
        Assert.Equal(expected, Numbers(history));
    }

    private async Task<GrainCheck> CheckAsync(GrainId grain, CheckQuestion question) =>
        Assert.Single(await Journal.CheckAsync([question with { Grain = grain }]));

    private static CheckQuestion Asked(
        IEnumerable<KeptCommand>? commands = null, IEnumerable<MailId>? mail = null, IEnumerable<TimerKey>? timers = null) =>
        new(default, [.. (commands ?? []).Select(kept => (kept.Caller, kept.CommandId))], [.. mail ?? []], [.. timers ?? []]);

    private async Task<bool> WaitsAsync(Mail mail) =>
        (await CheckAsync(mail.Target, Asked(mail: [mail.Id]))).MailWaiting.Contains(mail.Id);

    private async Task<bool> IsSetAsync(TimerKey timer) =>
        (await CheckAsync(timer.Grain, Asked(timers: [timer]))).TimersSet.Contains(timer);

    private async Task<ImmutableArray<Mail>> WaitingAsync(TimeSpan age = default) =>
        [.. (await It.Mail.WaitingAsync(age, default, int.MaxValue)).Where(mail => mail.Source.Key.StartsWith(_run, StringComparison.Ordinal))];

    private async Task<ImmutableArray<GrainTimer>> DueAsync(TimeSpan ahead) =>
        [.. (await It.Timers.DueAsync(Now + ahead, int.MaxValue)).Where(timer => timer.Key.Grain.Key.StartsWith(_run, StringComparison.Ordinal))];
}
