using GridCity.Faults.Tests.Support;
using GridCity.Protos.Hotline.V1;

namespace GridCity.Faults.Tests.Book;

/// <summary>Callers that work side by side, case after case, until they are told to stop. Each finishes its act first.</summary>
internal sealed class Load : IAsyncDisposable
{
    /// <summary>One act in so many is asked again after it was answered: the answer must be the same.</summary>
    private const int AskAgainEvery = 20;

    private const int CallersUsual = 24;

    private static readonly ActKind[] Life = Enum.GetValues<ActKind>();

    private readonly CancellationTokenSource _stop = new();
    private readonly Crew _crew;
    private readonly Gateway _gateway;
    private readonly CaseBook _book;
    private readonly Task[] _callers;

    private Load(Crew crew, Gateway gateway, CaseBook book, int callers)
    {
        (_crew, _gateway, _book) = (crew, gateway, book);
        book.OpenPage();
        _callers = [.. Enumerable.Range(0, callers).Select(seed => Task.Run(() => WorkAsync(new Random(seed))))];
    }

    public static Load Start(Crew crew, Gateway gateway, CaseBook book) => new(crew, gateway, book, CallersUsual);

    /// <summary>Waits until so many more acts have been answered.</summary>
    /// <exception cref="TimeoutException">They have not within the limit; a caller's own failure comes first.</exception>
    public async Task GoOnAsync(int acts, TimeSpan limit)
    {
        var goal = _book.Count + acts;
        await GridCity.Testing.Eventually.Is(
            () =>
            {
                foreach (var caller in _callers.Where(caller => caller.IsFaulted)) caller.GetAwaiter().GetResult();
                return _book.Count >= goal;
            },
            limit,
            $"{acts} more acts are answered");
    }

    /// <summary>Ends the load and passes on what went wrong in it.</summary>
    public async Task StopAsync()
    {
        await _stop.CancelAsync();
        await Task.WhenAll(_callers);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await Task.WhenAny(Task.WhenAll(_callers));
        _stop.Dispose();
    }

    private async Task WorkAsync(Random random)
    {
        while (!_stop.IsCancellationRequested)
        {
            var (caseId, report) = ("", FaultCityFile.Report(random));
            foreach (var kind in Life)
            {
                if (_stop.IsCancellationRequested) return;
                caseId = await DoAsync(Act.New(kind, caseId), report, random);
            }
        }
    }

    private async Task<string> DoAsync(Act act, RegisterRequest report, Random random)
    {
        var answer = await _crew.DoAsync(act, report, _gateway, _book.Retry);
        _book.Acknowledge(answer);
        if (random.Next(AskAgainEvery) == 0) _book.Acknowledge(await _crew.DoAsync(act, report, _gateway, _book.Retry));
        return answer.CaseId;
    }
}
