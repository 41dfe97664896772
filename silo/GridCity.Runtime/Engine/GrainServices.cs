using System.Collections.Concurrent;
using System.Collections.Immutable;
using GridCity.Grains;
using GridCity.Grains.Cities;
using GridCity.Grains.DutyGrids;
using GridCity.Runtime.Engine.Delivery;
using GridCity.Runtime.Journal;
using Microsoft.Extensions.Logging;

namespace GridCity.Runtime.Engine;

/// <summary>What every mailbox of a silo shares.</summary>
public sealed class GrainServices
{
    private readonly ConcurrentDictionary<GrainId, bool> _doubted = new();
    private Deliveries? _deliveries;

    /// <param name="others">Where other silos may serve the same grains; null for a silo that is alone.</param>
    public GrainServices(
        IJournal journal, IMailTable mail, GridClock clock, Func<GrainId, GrainKind> kindOf, Func<City> city, ILogger log,
        IOtherSilos? others = null)
    {
        (Journal, Clock, KindOf, City, Log) = (journal, clock, kindOf, city, log);
        Appends = new(journal, clock.Local);
        Loads = new(grains => journal.LoadAsync(grains));
        Checks = new(questions => journal.CheckAsync(questions));
        Ids = new(mail);
        LeftMail = new(sources => mail.WaitingFromAsync(sources));
        if (others is not null) Versions = new(grains => others.VersionsAsync(grains));
    }

    public IJournal Journal { get; }

    public GridClock Clock { get; }

    /// <summary>The kind of a grain; tests bring kinds of their own.</summary>
    public Func<GrainId, GrainKind> KindOf { get; }

    /// <summary>Where inspectors were seen last.</summary>
    public ISightings Sightings { get; init; } = NoSightings.Instance;

    /// <summary>The city's data of the moment.</summary>
    public Func<City> City { get; }

    public ILogger Log { get; }

    internal AppendQueue Appends { get; }

    internal SharedQuery<GrainId, GrainHistory> Loads { get; }

    /// <summary>What has become of commands, mail and timers.</summary>
    internal SharedQuery<CheckQuestion, GrainCheck> Checks { get; }

    /// <summary>Versions of heads; null for a silo that is alone, whose memory is as new as the journal.</summary>
    internal SharedQuery<GrainId, long>? Versions { get; }

    internal IdBlock Ids { get; }

    private SharedQuery<GrainId, ImmutableArray<Mail>> LeftMail { get; }

    /// <summary>Writes a command for the grain it is meant for.</summary>
    internal Stored Write(GrainId target, IGrainCommand command) => KindOf(target).WriteCommand(command);

    /// <summary>Reads a stored command back.</summary>
    /// <exception cref="UnknownNameException">A newer version wrote it.</exception>
    internal IGrainCommand Read(GrainId target, Stored body) => KindOf(target).ReadCommand(body.Name, body.Json);

    internal void Attach(Deliveries deliveries) => _deliveries = deliveries;

    internal void Committed(GrainAppend append) => _deliveries?.Follow(append);

    /// <summary>
    /// Whether a grain, as loaded, has left no mail that nobody here carries: no other silo can have posted any, and no
    /// append of which we do not know whether it was written.
    /// </summary>
    internal bool MailIsTakenUp(GrainId source) => Versions is null && !_doubted.ContainsKey(source);

    /// <summary>The grain's last append may have been written, or may yet be.</summary>
    internal void Doubt(GrainId source) => _doubted[source] = true;

    /// <summary>The grain has appended again: what was in doubt is carried, or was never written.</summary>
    internal void EndDoubt(GrainId source) => _doubted.TryRemove(source, out _);

    /// <summary>
    /// Carries what the grain has left in the table before anything that it posts from now on, so that a lane keeps its
    /// order when a grain moves to this silo, or when the reply to an append was lost.
    /// </summary>
    internal async Task TakeUpMailAsync(GrainId source)
    {
        var left = await LeftMail.AskAsync(source);
        if (left.IsEmpty) return;
        Ids.SkipTo(left[^1].Id.Number);
        _deliveries?.TakeUp(left);
    }
}
