using System.Globalization;
using GridCity.Runtime.Journal;

namespace GridCity.Conformance;

public abstract partial class JournalConformance
{
    private const int Steps = 60;

    public static TheoryData<int> Seeds { get; } = [.. Drawn()];

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task A_generated_sequence_goes_as_the_model_says(int seed)
    {
        TestContext.Current.TestOutputHelper?.WriteLine($"seed {seed}: GRIDCITY_SEED={seed} repeats it");
        var model = new JournalModel();
        var first = await It.Mail.ReserveIdsAsync(JournalSequence.NumbersMax);
        var sequence = new JournalSequence(seed, _run, WholeSeconds(Now), first);
        for (var step = 0; step < Steps; step++) await StepAsync(sequence, model, $"seed {seed}, step {step}");
    }

    private static IEnumerable<int> Drawn() =>
        int.TryParse(Environment.GetEnvironmentVariable("GRIDCITY_SEED"), CultureInfo.InvariantCulture, out var seed)
            ? [seed]
            : [1, 2, 3, 4, 5, Random.Shared.Next()];

    private async Task StepAsync(JournalSequence sequence, JournalModel model, string where)
    {
        var batch = sequence.NextBatch(model);
        var expected = batch.Select(model.Take).ToArray();

        var won = await Journal.AppendAsync(batch);

        Assert.True(expected.SequenceEqual(won), $"{where}: expected {string.Join(' ', expected)}, got {string.Join(' ', won)}");
        await SameAsync(sequence, model, where);
    }

    private async Task SameAsync(JournalSequence sequence, JournalModel model, string where)
    {
        foreach (var history in await Journal.LoadAsync(sequence.Grains))
        {
            Assert.True(model.Version(history.Grain) == history.Version, $"{where}: version of {history.Grain}");
            Assert.Equal(Enumerable.Range(1, history.Events.Length).Select(i => (long)i), history.Events.Select(e => e.Version));
        }

        var posted = sequence.Posted.Select(mail => mail.Id).ToArray();
        var check = await CheckAsync(sequence.Grains[0], Asked(model.Kept, posted));
        Assert.True(model.MailWaiting.ToHashSet().SetEquals(check.MailWaiting), $"{where}: waiting mail");
        Assert.True(model.Kept.ToHashSet().SetEquals(check.Commands), $"{where}: kept commands");
        Assert.True(
            model.Timers.Select(timer => timer.Key).ToHashSet().SetEquals((await DueAsync(2 * Hour)).Select(timer => timer.Key)),
            $"{where}: timers");
    }
}
