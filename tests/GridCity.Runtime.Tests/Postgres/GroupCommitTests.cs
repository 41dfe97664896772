using GridCity.Runtime.Postgres;

namespace GridCity.Runtime.Tests.Postgres;

public sealed class GroupCommitTests
{
    private readonly List<int[]> _batches = [];
    private readonly Queue<TaskCompletionSource> _commits = new();

    [Fact]
    public async Task Whoever_waits_during_a_commit_shares_the_next_one()
    {
        var group = Group(countMax: 10);
        var tasks = Enumerable.Range(1, 5).Select(item => group.AddAsync(item, CancellationToken.None)).ToArray();

        _commits.Dequeue().SetResult();
        Assert.Equal(10, await tasks[0]);
        _commits.Dequeue().SetResult();

        var others = await Task.WhenAll(tasks[1..]);
        Assert.Equal([20, 30, 40, 50], others);
        Assert.Equal([[1], [2, 3, 4, 5]], _batches);
    }

    [Fact]
    public async Task No_batch_is_larger_than_allowed()
    {
        var group = Group(countMax: 2);
        var tasks = Enumerable.Range(1, 4).Select(item => group.AddAsync(item, CancellationToken.None)).ToArray();

        foreach (var _ in Enumerable.Range(0, 3)) _commits.Dequeue().SetResult();
        await Task.WhenAll(tasks);

        Assert.Equal([[1], [2, 3], [4]], _batches);
    }

    [Fact]
    public async Task A_batch_that_fails_fails_for_all_in_it_and_for_nobody_else()
    {
        var group = Group(countMax: 10);
        var tasks = Enumerable.Range(1, 3).Select(item => group.AddAsync(item, CancellationToken.None)).ToArray();

        _commits.Dequeue().SetResult();
        _commits.Dequeue().SetException(new IOException("the disk is away"));

        Assert.Equal(10, await tasks[0]);
        await Assert.ThrowsAsync<IOException>(() => tasks[1]);
        await Assert.ThrowsAsync<IOException>(() => tasks[2]);
        var next = group.AddAsync(4, CancellationToken.None);
        _commits.Dequeue().SetResult();
        Assert.Equal(40, await next);
    }

    /// <summary>Every commit waits until the test lets it go; continuations run at once, so nothing has to be waited for.</summary>
    private GroupCommit<int, int> Group(int countMax) => new(
        async items =>
        {
            _batches.Add([.. items]);
            var commit = new TaskCompletionSource();
            _commits.Enqueue(commit);
            await commit.Task;
            return [.. items.Select(item => item * 10)];
        },
        countMax);
}
