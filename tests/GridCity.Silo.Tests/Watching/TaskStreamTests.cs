using GridCity.Client;
using GridCity.Grains;
using GridCity.Protos.Field.V1;
using GridCity.Protos.Type.V1;
using GridCity.Silo.Tests.Support;
using GridCity.Testing;
using Task = System.Threading.Tasks.Task;

namespace GridCity.Silo.Tests.Watching;

public sealed class TaskStreamTests
{
    [Fact]
    public async Task An_inspector_sees_tasks_come_move_and_go_and_only_what_is_new_behind_a_cursor()
    {
        await using var silo = await TestSilo.StartAsync();
        var crew = await Crew.OfAsync(silo);
        var (first, second) = (crew.Inspector, await silo.ClientAsync(Role.Inspector, person: "other", unit: "i2"));
        await using var tasks = first.Field.WatchTasksAsync(new()).GetAsyncEnumerator();
        Assert.Empty(await NextAsync(tasks));
        await SignOnAsync(first);

        var @case = (await crew.RegisterAsync()).CaseId;
        await crew.BringAsync(@case, Stage.AwaitingCheck);
        var came = Assert.Single(await NextAsync(tasks));
        var cursor = tasks.Current.Cursor;
        await SignOnAsync(second);
        await first.Field.SignOffAsync(new() { CommandId = Crew.NewId() });
        var gone = await NextAsync(tasks);
        await using var behind = first.Field.WatchTasksAsync(new() { Cursor = cursor }).GetAsyncEnumerator();
        await using var others = second.Field.WatchTasksAsync(new()).GetAsyncEnumerator();

        Assert.Equal(@case, came.Case.CaseId);
        Assert.Empty(gone);
        Assert.Empty(await NextAsync(behind));
        Assert.Equal(@case, Assert.Single(await NextUntilAsync(others, one => one.Count > 0)).Case.CaseId);
    }

    private static Task<DutyReply> SignOnAsync(GridCityClient inspector) =>
        inspector.Field.SignOnAsync(new() { CommandId = Crew.NewId(), DutyGrid = SmallCity.DutyGrid });

    private static Task<IList<Protos.Field.V1.Task>> NextAsync(IAsyncEnumerator<WatchTasksReply> stream) => NextUntilAsync(stream, _ => true);

    private static async Task<IList<Protos.Field.V1.Task>> NextUntilAsync(
        IAsyncEnumerator<WatchTasksReply> stream, Func<IList<Protos.Field.V1.Task>, bool> isWanted)
    {
        while (true)
        {
            Assert.True(await Eventually.Gives(stream.MoveNextAsync().AsTask(), "the next list of tasks"));
            if (stream.Current.Tasks is { Tasks: var tasks } && isWanted(tasks)) return tasks;
        }
    }
}
