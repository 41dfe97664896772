using System.Collections.Concurrent;
using GridCity.Conformance.Probes;
using GridCity.Grains;
using GridCity.Runtime.Engine;
using static GridCity.Conformance.Probes.ProbeCommand;

namespace GridCity.Conformance.Engines;

public abstract partial class EngineConformance
{
    /// <summary>
    /// Clients that write down what they were told: each adds to grains that all share and posts mail from a grain of
    /// its own, one command after the other, and asks again with the same id until it knows. Afterwards the journal has
    /// to agree with the book.
    /// </summary>
    protected sealed class Book(EngineConformance test, int callers, int commandsEach)
    {
        private const int SharedGrains = 3;

        private readonly ConcurrentBag<(GrainId Grain, long Version)> _told = [];

        public int Acknowledged => _told.Count;

        public Task RunAsync() => Task.WhenAll(Enumerable.Range(0, callers).Select(CallAsync));

        public async Task CheckAsync()
        {
            var mailSent = callers * commandsEach;
            await test.UntilAsync(Collector, state => state.Received.Length >= mailSent, $"{mailSent} pieces of mail arrive");
            Assert.Equal(2 * callers * commandsEach, _told.Count);
            foreach (var grain in _told.Select(entry => entry.Grain).Distinct()) await CheckAsync(grain);
            var received = (await test.StateAsync(Collector)).Received;
            for (var caller = 0; caller < callers; caller++)
                Assert.Equal(Amounts(caller), received.Where(amount => amount / commandsEach == caller));
            await test.NothingWaitsAsync([.. Enumerable.Range(0, callers).Select(caller => $"caller-{caller}")]);
        }

        private GrainId Collector => test.Probe("collector");

        private IEnumerable<int> Amounts(int caller) => Enumerable.Range(caller * commandsEach, commandsEach);

        private async Task CallAsync(int caller)
        {
            foreach (var amount in Amounts(caller))
            {
                await TellAsync(test.Probe($"shared-{amount % SharedGrains}"), new Add(1));
                await TellAsync(test.Probe($"caller-{caller}"), test.PostTo("collector", amount, 1));
            }
        }

        private async Task TellAsync(GrainId grain, ProbeCommand command)
        {
            var told = Assert.IsType<Outcome.Accepted>(await test.AskUntilKnownAsync(grain, command, New()));
            _told.Add((grain, told.Version));
        }

        private async Task CheckAsync(GrainId grain)
        {
            var told = _told.Where(entry => entry.Grain == grain).Select(entry => entry.Version).Order();
            var written = (await test.HistoryAsync(grain)).Select(happened => happened.Version);
            Assert.Equal(told, written);
        }
    }
}
