using GridCity.Grains.Orleans.Messages;
using GridCity.Runtime.Engine;
using GridCity.Runtime.Engine.Mailboxes;
using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Orleans.Concurrency;

namespace GridCity.Grains.Orleans;

/// <summary>
/// A mailbox as an Orleans grain. Reentrant, so that commands gather in the mailbox while an append is under way and
/// are then decided together; the mailbox itself serves one turn at a time.
/// </summary>
[Reentrant]
public abstract class DecidingGrain<TState, TCommand> : Grain, IDecidingGrain<TState, TCommand>
    where TState : class
    where TCommand : class, IGrainCommand
{
    private readonly GrainMailbox _mailbox;
    private readonly GrainServices _services;
    private readonly GrainId _id;

    protected DecidingGrain(GrainKind kind, GrainServices services)
    {
        ArgumentNullException.ThrowIfNull(kind);
        (_services, _id) = (services, kind.Id(this.GetPrimaryKeyString()));
        _mailbox = new(kind, _id, services);
    }

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        ServiceProvider.GetRequiredService<ActivationCount>().Enter();
        return Task.CompletedTask;
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        ServiceProvider.GetRequiredService<ActivationCount>().Leave();
        return Task.CompletedTask;
    }

    public Task<Answer<TState>> AskAsync(Asked<TCommand> asked)
    {
        ArgumentNullException.ThrowIfNull(asked);
        return ServeAsync(() => new Waiting.FromCaller(asked.Command, asked.Origin), Answer<TState>.From);
    }

    public async Task<Answer<TState>> ReadAsync()
    {
        try
        {
            return Answer<TState>.From(await Task.Run(() => _mailbox.ReadAsync(CancellationToken.None)));
        }
        catch (GridUnavailableException error)
        {
            return Answer<TState>.Away(error.Message);
        }
    }

    public async Task<Receipt> DeliverAsync(Letter[] letters)
    {
        ArgumentNullException.ThrowIfNull(letters);
        var lane = Array.ConvertAll(letters, letter => letter.ToMail(_id));
        return Receipt.From(await LaneDelivery.DeliverAsync(lane, body => _services.Read(_id, body), items => Post(items)));
    }

    public Task<Answer<TState>> FireAsync(Alarm alarm)
    {
        ArgumentNullException.ThrowIfNull(alarm);
        return ServeAsync(() => new Waiting.FromTimer(_services.Read(_id, alarm.Body), alarm.ToTimer(_id)), Answer<TState>.Consumed);
    }

    private async Task<Answer<TState>> ServeAsync(Func<Waiting> read, Func<Outcome, Answer<TState>> answer)
    {
        try
        {
            var item = read();
            Post(item);
            return answer(await item.Answer);
        }
        catch (Exception error) when (error is GridUnavailableException or UnknownNameException)
        {
            return Answer<TState>.Away(Unavailable.From(error).Message);
        }
    }

    // Not on this activation's scheduler: the queues that all grains of a silo share must outlive any one of them.
    private void Post(params Waiting[] items) =>
        ThreadPool.UnsafeQueueUserWorkItem(static post => post.Mailbox.TryPost(post.Items), (Mailbox: _mailbox, Items: items), preferLocal: true);
}
