using GridCity.Cities.Files;
using GridCity.Cli.Demo;
using GridCity.Cli.Replay;
using GridCity.Grains;
using GridCity.Silo.Access;
using GridCity.Silo.Tests.Support;
using GridCity.Testing;
using Spectre.Console;

namespace GridCity.Silo.Tests.Replay;

public sealed class ReplayTests : IAsyncLifetime
{
    private const int Records = 40;
    private const int CallsPerRecord = 7;

    private readonly TestFolder _folder = new();
    private TestSilo _silo = null!;
    private string _token = "";

    public async ValueTask InitializeAsync()
    {
        DemoFiles.Write(_folder.Path, Records);
        _silo = await TestSilo.StartAsync(PackReader.Load(Path.Combine(_folder.Path, DemoFiles.CityFolder)));
        _token = (await new AccessTokens(_silo.Database.Source).IssueAsync(new("operator", Role.Administrator), "", days: 1)).Text;
    }

    public async ValueTask DisposeAsync()
    {
        await _silo.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_file_is_played_from_call_to_closing_and_nothing_is_lost_or_doubled()
    {
        var result = await PlayAsync();

        Assert.True(result.IsSound, string.Join("; ", result.Found.Notes));
        Assert.Equal((Records, Records, Records, 0), (result.Book.Records, result.Book.CaseOf.Count, result.Found.Closed, result.Found.Open));
        Assert.Equal(Records * CallsPerRecord, result.Book.Calls);
    }

    [Fact]
    public async Task Played_twice_a_file_changes_nothing()
    {
        var first = await PlayAsync();
        var events = await EventsAsync();

        var second = await PlayAsync();

        Assert.True(second.IsSound, string.Join("; ", second.Found.Notes));
        Assert.Equal(first.Book.CaseOf.OrderBy(entry => entry.Key), second.Book.CaseOf.OrderBy(entry => entry.Key));
        Assert.Equal(events, await EventsAsync());
    }

    [Fact]
    public async Task Bad_rows_are_refused_with_line_and_reason_and_the_others_go_on()
    {
        await File.AppendAllTextAsync(
            Path.Combine(_folder.Path, "records.csv"),
            """
            D90001,yesterday,Road damaged,Roads,30.21,120.11,1 Lake Road,words,Done.,hotline
            D90002,2026-03-02 06:00,Road damaged,Roads,31.5,120.11,1 Lake Road,words,Done.,hotline
            D90003,2026-03-02 06:00,Road damaged,Circus,30.21,120.11,1 Lake Road,words,Done.,hotline
            D00001,2026-03-02 06:00,Road damaged,Roads,30.21,120.11,1 Lake Road,words,Done.,hotline
            """);

        var result = await PlayAsync();

        Assert.True(result.IsSound, string.Join("; ", result.Found.Notes));
        Assert.Equal((Records + 4, Records), (result.Book.Records, result.Found.Closed));
        Assert.Equal(
            [Records + 2, Records + 3, Records + 4, Records + 5], result.Book.RefusedRows.Select(row => row.Line).Order());
        Assert.Contains("InvalidArgument: place", result.Book.Reasons.Keys);
        Assert.Contains("opened is not a time", result.Book.Reasons.Keys);
    }

    [Fact]
    public async Task A_case_that_is_gone_and_one_that_nobody_asked_for_are_found()
    {
        await PlayAsync();
        // What a fault would leave behind: one case's row gone, another case of no record.
        await _silo.Database.ExecuteAsync("DELETE FROM case_row WHERE id = (SELECT min(id) FROM case_row)");
        using var administrator = new Client.GridCityClient(_silo.Address, new() { Token = _token });
        var check = new ReplayCheck(administrator, callersMax: 4);
        var book = (await PlayAsync()).Book;
        var before = await check.ListAsync(TestContext.Current.CancellationToken);
        var crew = await Crew.OfAsync(_silo);
        var report = Crew.Report();
        (report.Category, report.Place) = ("road-damaged", null);
        await crew.Agent.Hotline.RegisterAsync(report);

        var found = await check.CompareAsync(book, before, () => { }, TestContext.Current.CancellationToken);

        Assert.Equal((1, 1), (Math.Min(1, found.Lost), found.Doubled));
    }

    private Task<long> EventsAsync() => _silo.Database.ScalarAsync<long>("SELECT count(*) FROM journal WHERE grain LIKE 'case/%'");

    private Task<ReplayResult> PlayAsync()
    {
        var map = ReplayMap.Load(Path.Combine(_folder.Path, "map.json"));
        var order = new ReplayOrder(Path.Combine(_folder.Path, "records.csv"), map, _silo.Address, _token, Callers: 8, Limit: null);
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(TextWriter.Null) });
        return ReplayRun.RunAsync(order, console, TestContext.Current.CancellationToken);
    }
}
