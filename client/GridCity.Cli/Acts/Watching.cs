using GridCity.Cli.Commands;
using GridCity.Cli.Output;
using GridCity.Protos.Desk.V1;
using GridCity.Protos.Field.V1;
using GridCity.Protos.Query.V1;

namespace GridCity.Cli.Acts;

/// <summary>Commands that stay and say what happens. A lost connection or silo is gone on from by itself.</summary>
internal static class Watching
{
    public static IReadOnlyList<Act> Cases { get; } =
    [
        new WatchAct<CaseWatch, WatchReply>(
            "watch", "Says what has happened to a case, then what happens.", "case_id",
            (on, what, cursor) => Watch(on, new() { Case = what, Cursor = cursor }), Words),
        new WatchAct<AreaWatch, WatchReply>(
            "watch-area", "Says what happens to cases in an area.", "",
            (on, what, cursor) => Watch(on, new() { Area = what, Cursor = cursor }), Words),
        new WatchAct<QueueFilter, WatchReply>(
            "watch-queue", "Says what changes in, comes into or leaves a list.", "",
            (on, what, cursor) => Watch(on, new() { Queue = what, Cursor = cursor }), Words),
    ];

    public static Act Tasks { get; } = new WatchAct<MyTasksRequest, WatchTasksReply>(
        "watch", "Says how many tasks there are, and which, each time that changes.", "",
        (on, _, cursor) => on.City.Field.WatchTasksAsync(new() { Cursor = cursor }, on.Stop),
        reply => reply.Tasks is { } tasks ? $"{tasks.Tasks.Count} tasks {string.Join(", ", tasks.Tasks.Select(Words))}" : null);

    private static string Words(Protos.Field.V1.Task task) => (task.Verify ? "verify " : "check ") + task.Case.Number;

    private static IAsyncEnumerable<WatchReply> Watch(ServerCall on, WatchRequest request) => on.City.Query.WatchAsync(request, on.Stop);

    private static string? Words(WatchReply reply) => reply.Change is { } change
        ? $"{FieldTexts.Moment(change.Event?.RecordedAt)}  {change.Case.Number}  {change.Case.Stage}  {change.Event?.Event}"
            + $"  by {change.Event?.Actor}{(change.Left ? "  (left)" : "")}"
        : null;
}
