using GridCity.Faults.Tests.Book;
using GridCity.Protos.Desk.V1;
using GridCity.Protos.Type.V1;
using GridCity.Rpc;

namespace GridCity.Faults.Tests.Checks;

/// <summary>Asks the server itself, through the public interface, where every case of the book stands.</summary>
internal static class InterfaceCheck
{
    private const int CallersMax = 16;

    private static readonly RpcMethod<GetCaseRequest, Case> GetCaseMethod =
        RpcMethod<GetCaseRequest, Case>.Of(DeskReflection.Descriptor.Services[0], "GetCase");

    public static async System.Threading.Tasks.Task CheckAsync(CaseBook book, Crew crew, Gateway gateway, Verdict verdict)
    {
        var gate = new Lock();
        await Parallel.ForEachAsync(
            book.Acts.GroupBy(answer => answer.CaseId),
            new ParallelOptions { MaxDegreeOfParallelism = CallersMax },
            async (answers, _) =>
            {
                var found = await gateway.AskAsync(GetCaseMethod, new() { CaseId = answers.Key }, crew.Clerk, () => { });
                lock (gate) Compare(found, answers.MaxBy(answer => answer.Version)!, verdict);
            });
    }

    private static void Compare(Case found, Acknowledged last, Verdict verdict)
    {
        if (found.Summary.Version < last.Version) verdict.AddLost($"{last}: the server answers version {found.Summary.Version}");
        if (found.Summary.Stage != last.Act.Kind.StageAfter()) verdict.AddWrong($"{last}: the server answers stage {found.Summary.Stage}");
        if (found.Timeline.Count != found.Summary.Version)
            verdict.AddWrong($"{last}: {found.Timeline.Count} lines of timeline at version {found.Summary.Version}");
        foreach (var twice in found.Timeline.GroupBy(line => line.Event).Where(same => same.Count() > 1))
            verdict.AddDoubled($"{last}: {twice.Key} stands {twice.Count()} times in the timeline");
    }
}
