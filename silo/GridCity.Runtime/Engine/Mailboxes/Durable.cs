namespace GridCity.Runtime.Engine.Mailboxes;

/// <summary>A state that the journal holds. Swapped as one reference, so a reader never sees half of it.</summary>
/// <param name="SnapshotVersion">Version of the newest snapshot known of; 0 for none.</param>
/// <param name="MailTakenUp">True when all mail that the grain has posted is carried by this silo, or was by nobody else.</param>
internal sealed record Durable(long Version, object State, long SnapshotVersion, bool MailTakenUp)
{
    /// <summary>The state of a grain that nobody has written.</summary>
    public static Durable Initial(GridCity.Grains.GrainKind kind) => new(0, kind.Initial, 0, MailTakenUp: true);
}
