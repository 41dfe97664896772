using GridCity.Grains;
using GridCity.Runtime.Journal;
using GridCity.Runtime.Simulation.Workload.Couriers;

namespace GridCity.Runtime.Simulation.Checkers;

/// <summary>
/// All mail arrives, in the order of its lane; only a refused piece becomes a dead letter. Couriers' letters are
/// counted by their numbers as well, so that the engine's own books are not the only witness.
/// </summary>
internal sealed class MailChecker : IChecker
{
    public string Name => "mail";

    public IEnumerable<string> Check(Evidence evidence) =>
        [.. Waiting(evidence), .. Dead(evidence), .. OutOfOrder(evidence), .. Letters(evidence)];

    private static IEnumerable<string> Waiting(Evidence evidence) => evidence.Store
        .WaitingMail(TimeSpan.Zero, default, int.MaxValue)
        .Select(mail => $"mail {mail.Id.Number} from {mail.Source} to {mail.Target} still waits");

    private static IEnumerable<string> Dead(Evidence evidence) => evidence.Store.DeadLetters
        .Where(mail => !IsPoisoned(mail))
        .Select(mail => $"mail {mail.Id.Number} ({mail.Body.Name}) from {mail.Source} to {mail.Target} became a dead letter");

    private static bool IsPoisoned(Mail mail) =>
        mail.Target.Is(CourierKind.Kind.Name)
        && CourierKind.Kind.ReadCommand(mail.Body.Name, mail.Body.Json) is CourierCommand.Deliver { IsPoisoned: true };

    private static IEnumerable<string> OutOfOrder(Evidence evidence)
    {
        var lanes = new Dictionary<MailId, (GrainId, GrainId)>();
        var last = new Dictionary<(GrainId, GrainId), long>();
        foreach (var append in evidence.Record.Commits.Select(commit => commit.Append))
        {
            foreach (var mail in append.Posted) lanes[mail.Id] = (mail.Source, mail.Target);
            foreach (var id in append.Consumed)
            {
                if (!lanes.TryGetValue(id, out var lane)) yield return $"mail {id.Number} was consumed by {append.Grain} and never posted";
                else if (last.GetValueOrDefault(lane) > id.Number) yield return $"mail {id.Number} of lane {lane} came after {last[lane]}";
                last[lane] = Math.Max(last.GetValueOrDefault(lane), id.Number);
            }
        }
    }

    private static IEnumerable<string> Letters(Evidence evidence)
    {
        var received = evidence.Grains.ToDictionary(grain => grain.Id.Key, Received);
        foreach (var source in evidence.Grains)
        {
            foreach (var lane in source.Events.OfType<CourierEvent.Posted>().GroupBy(letter => letter.To))
            {
                var expected = lane.Where(letter => !letter.IsPoisoned).Select(letter => letter.Number);
                var numbers = received.GetValueOrDefault(lane.Key)?[source.Id.Key] ?? [];
                if (!expected.SequenceEqual(numbers))
                    yield return $"letters from {source.Id.Key} to {lane.Key} should be {string.Join(',', expected)}, came {string.Join(',', numbers)}";
            }
        }
    }

    private static ILookup<string, int> Received(FoldedGrain grain) =>
        grain.Events.OfType<CourierEvent.Received>().ToLookup(letter => letter.From, letter => letter.Number);
}
