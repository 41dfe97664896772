using GridCity.Conformance;
using GridCity.Runtime.Journal;

namespace GridCity.Runtime.Tests.Journal;

public sealed class MemoryJournalTests : JournalConformance
{
    protected override Task<JournalUnderTest> OpenAsync() =>
        Task.FromResult<JournalUnderTest>(new MemoryJournalUnderTest(new MemoryStore(TimeProvider.System)));

    private sealed class MemoryJournalUnderTest(MemoryStore store) : JournalUnderTest
    {
        private readonly MemoryJournal _journal = store.Open();

        public override IJournal Journal => _journal;

        public override IJournalReader Reader => _journal;

        public override IMailTable Mail => _journal;

        public override ITimerTable Timers => _journal;

        public override IOtherSilos Others => _journal;

        public override TimeProvider Time => TimeProvider.System;

        public override async Task<IJournal> TakeLeaseAsync()
        {
            await store.Lease.ReleaseAsync(store.Lease.Epoch);
            return store.Open((await store.Lease.TryTakeAsync("next", null, TimeSpan.FromHours(1))).Epoch!.Value);
        }

        public override Task<ILateTransaction> BeginLateAsync(GrainAppend append) =>
            Task.FromResult<ILateTransaction>(new LateTransaction(store, store.Begin(), append));

        public override ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }

    private sealed class LateTransaction(MemoryStore store, long transaction, GrainAppend append) : ILateTransaction
    {
        public Task CommitAsync() => Task.FromResult(store.Commit(transaction, epoch: 0, [append]));

        public ValueTask DisposeAsync()
        {
            store.Rollback(transaction);
            return ValueTask.CompletedTask;
        }
    }
}
