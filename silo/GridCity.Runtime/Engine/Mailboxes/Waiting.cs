using GridCity.Grains;
using GridCity.Runtime.Journal;

namespace GridCity.Runtime.Engine.Mailboxes;

/// <summary>A command that waits in a mailbox, with where it came from and who waits for the answer.</summary>
public abstract class Waiting(IGrainCommand command, Actor actor)
{
    // Continuations run elsewhere: whoever completes an answer must not be dragged into the asker's work.
    private readonly TaskCompletionSource<Outcome> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public IGrainCommand Command { get; } = command;

    public Actor Actor { get; } = actor;

    /// <summary>Completes once the outcome is durable.</summary>
    public Task<Outcome> Answer => _answer.Task;

    public bool IsAnswered => _answer.Task.IsCompleted;

    /// <summary>True for the same command of the same caller, the same piece of mail, the same timer.</summary>
    public bool IsCopyOf(Waiting other) => (this, other) switch
    {
        (FromCaller a, FromCaller b) => a.Origin.CommandId == b.Origin.CommandId && a.Origin.Caller == b.Origin.Caller,
        (FromMail a, FromMail b) => a.Mail.Id == b.Mail.Id,
        (FromTimer a, FromTimer b) => a.Timer.Key == b.Timer.Key,
        _ => false,
    };

    /// <summary>Why it was refused, once the answer is there; null when it was accepted.</summary>
    public async Task<Refusal?> RefusalAsync() => await Answer is Outcome.Refused refused ? refused.Why : null;

    public void Give(Outcome outcome) => _answer.TrySetResult(outcome);

    public void Fail(Exception error) => _answer.TrySetException(error);

    /// <summary>A command from outside.</summary>
    public sealed class FromCaller(IGrainCommand command, CallerCommand origin) : Waiting(command, origin.Actor)
    {
        public CallerCommand Origin { get; } = origin;
    }

    /// <summary>Mail from another grain.</summary>
    /// <param name="before">The piece ahead of it in its lane, when both were brought together; else null.</param>
    public sealed class FromMail(IGrainCommand command, Mail mail, FromMail? before = null) : Waiting(command, Actor.Grain(mail.Source))
    {
        public Mail Mail { get; } = mail;

        /// <summary>The piece that has to be through first.</summary>
        public FromMail? Before { get; } = before;

        /// <summary>True once it is sure that this piece may not have its turn now: the one ahead of it is not through.</summary>
        public bool IsHeldBack => Before is { IsAnswered: true, IsThrough: false };

        /// <summary>True once the piece is consumed.</summary>
        public bool IsThrough => Answer is { IsCompletedSuccessfully: true, Result: Outcome.Accepted };
    }

    /// <summary>A timer of the grain itself.</summary>
    public sealed class FromTimer(IGrainCommand command, GrainTimer timer) : Waiting(command, Actor.Grain(timer.Key.Grain))
    {
        public GrainTimer Timer { get; } = timer;
    }
}
