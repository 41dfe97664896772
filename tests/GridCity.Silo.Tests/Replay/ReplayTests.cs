using System.Text;
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
        RecordFiles.Write(_folder.Path, Records);
        _silo = await TestSilo.StartAsync(PackReader.Load(Path.Combine(_folder.Path, RecordFiles.CityFolder)));
        _token = (await _silo.TokenAsync(Role.Administrator, "operator")).Text;
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

        Assert.True(result.IsSound, string.Join("; ", result.Faults));
        Assert.Equal((Records, Records, Records, 0), (result.Book.Records, result.Book.CaseOf.Count, result.Found.Closed, result.Found.Open));
        Assert.Equal(Records * CallsPerRecord, result.Book.Calls);
    }

    [Fact]
    public async Task Played_twice_a_file_changes_nothing()
    {
        var first = await PlayAsync();
        var counts = await CountsAsync();

        var second = await PlayAsync();

        Assert.True(second.IsSound, string.Join("; ", second.Faults));
        Assert.Equal(first.Book.CaseOf.OrderBy(entry => entry.Key), second.Book.CaseOf.OrderBy(entry => entry.Key));
        Assert.Equal(counts, await CountsAsync());
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

        Assert.True(result.IsSound, string.Join("; ", result.Faults));
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

    [Fact]
    public async Task Every_kind_of_broken_row_is_refused_and_the_row_behind_it_is_played()
    {
        const string Good = "30.21,120.11,1 Lake Road,words,Done.,hotline";
        const string Opened = "2026-03-02 06:00,Road damaged,Roads";
        (string Row, string Reason)[] bad =
        [
            ($"D90001,2026-02-30 06:00,Road damaged,Roads,{Good}", "opened is not a time"),
            ($"D90002,2026-03-02 06:00,Dragon seen,Roads,{Good}", "InvalidArgument: category"),
            ($"D90003,{Opened},30.21,120.11,1 Lake Road,a bell \a rings,Done.,hotline", "description holds a control character"),
            ($"D90004,{Opened},30.21,120.11,1 Lake Road,{new string('x', 100_000)},Done.,hotline", "InvalidArgument: description"),
            ($"D90005,{Opened},30.21,120.11,1 Lake Road,a 5\" pipe,Done.,hotline", "a quote stands inside a field that is not quoted"),
            ($"D90006,{Opened},30.21,120.11,1 Lake Road,\"a pipe\" of 5,Done.,hotline", "text stands behind a closing quote"),
            ($"D90007,{Opened},30.21,120.11,1 Lake Road,caf\u00e9,Done.,hotline", "is not UTF-8"),
            ($"D90008,{Opened},30.21,120.11,1 Lake Road,\"never closed,Done.,hotline", "a quoted field does not end"),
        ];
        var rows = bad.SelectMany((entry, at) => new[] { entry.Row, $"D91{at:000},{Opened},30.21,120.11,1 Lake Road,\"two\nlines\",Done.,hotline" });
        await File.AppendAllBytesAsync(Path.Combine(_folder.Path, "records.csv"), Encoding.Latin1.GetBytes(string.Join('\n', rows) + "\n"));

        var result = await PlayAsync();

        Assert.True(result.IsSound, string.Join("; ", result.Faults));
        Assert.Equal(Records + bad.Length, result.Found.Closed);
        Assert.Equal(bad.Select(entry => entry.Reason).Order(), result.Book.Reasons.Keys.Order());
    }

    [Fact]
    public async Task A_replay_that_was_stopped_goes_on_where_it_was()
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var stopped = PlayAsync(seed: 1, stop.Token);
        await Eventually.Is(
            async () => await _silo.Database.ScalarAsync<long>("SELECT count(*) FROM case_row WHERE closed_at IS NOT NULL") > 3, "some cases are closed");
        await stop.CancelAsync();
        await Record.ExceptionAsync(() => stopped);

        var result = await PlayAsync(seed: 1);

        Assert.True(result.IsSound, string.Join("; ", result.Faults));
        Assert.Equal(Records, result.Book.Records);
    }

    [Fact]
    public async Task With_a_seed_things_go_wrong_on_the_way_and_all_of_it_comes_to_an_end()
    {
        const int Seeds = 4;
        var (voided, merged) = (0, 0);
        for (var seed = 1; seed <= Seeds; seed++)
        {
            var result = await PlayAsync(seed);
            Assert.True(result.IsSound, $"seed {seed}: {string.Join("; ", result.Faults)}");
            (voided, merged) = (voided + result.Found.Voided, merged + result.Found.Merged);
        }

        string[] detours = [ReplayEvents.Returned, ReplayEvents.Reworked, ReplayEvents.ExtensionGranted, ReplayEvents.Resumed, ReplayEvents.Contested];
        var taken = await _silo.Database.ScalarAsync<string>(
            $"SELECT string_agg(DISTINCT name, ' ') FROM journal WHERE name IN ('{string.Join("', '", detours)}')");
        Assert.Equal(detours.Order(StringComparer.Ordinal), taken.Split(' ').Order(StringComparer.Ordinal));
        Assert.True(voided > 0 && merged > 0, $"{voided} void, {merged} merged");
    }

    [Fact]
    public async Task Played_twice_with_a_seed_a_file_changes_nothing()
    {
        await PlayAsync(seed: 3);
        var counts = await CountsAsync();

        var second = await PlayAsync(seed: 3);

        Assert.True(second.IsSound, string.Join("; ", second.Faults));
        Assert.Equal(counts, await CountsAsync());
    }

    /// <summary>Two weeks in about a second: what waits, waits, and all of it comes.</summary>
    [Fact]
    public async Task At_a_multiple_of_the_records_time_all_of_it_comes_to_an_end_too()
    {
        var result = await PlayAsync(seed: 1, speed: 1_000_000);

        Assert.True(result.IsSound, string.Join("; ", result.Faults));
        Assert.Equal(Records, result.Book.Records);
    }

    [Fact]
    public async Task A_generated_day_is_played_in_a_city_that_dispatches_by_itself_and_anew_changes_nothing()
    {
        var city = SmallCity.Pack with { DispatchRules = [new("covers", "water", ["0101"], [], "", null, null, IsAutomatic: true)] };
        await using var silo = await TestSilo.StartAsync(city);
        DemoDay.Write(city, _folder.Path, Records);
        var token = (await silo.TokenAsync(Role.Administrator, "operator")).Text;

        var results = new[] { await PlayAsync(silo.Address, token, seed: null), await PlayAsync(silo.Address, token, seed: null) };

        Assert.All(results, result => Assert.True(result.IsSound, string.Join("; ", result.Faults)));
        Assert.All(results, result => Assert.Equal((Records, 0), (result.Book.Records, result.Book.RefusedRows.Count)));
        Assert.All(results, result => Assert.Equal(Records * (CallsPerRecord - 1), result.Book.Calls));
    }

    [Fact]
    public async Task A_replay_that_registers_nothing_is_not_sound_and_says_why()
    {
        await File.WriteAllTextAsync(
            Path.Combine(_folder.Path, "records.csv"),
            """
            id,opened,category,department,latitude,longitude,address,description,result,source
            D90001,2026-03-02 06:00,Road damaged,Circus,30.21,120.11,1 Lake Road,words,Done.,hotline

            """);

        var result = await PlayAsync();

        Assert.False(result.IsSound);
        Assert.StartsWith("Nothing was registered", Assert.Single(result.Faults), StringComparison.Ordinal);
    }

    [Fact]
    public async Task All_inspectors_are_on_duty_and_all_mail_is_through_when_it_reports()
    {
        var result = await PlayAsync();

        var signedOn = await _silo.Database.ScalarAsync<long>("SELECT count(*) FROM journal WHERE name = 'inspector.signed-on.v1'");
        Assert.Equal(PackReader.Load(Path.Combine(_folder.Path, RecordFiles.CityFolder)).Inspectors.Length, signedOn);
        Assert.Equal((0, 0), (result.Left.MailWaiting, await _silo.Database.ScalarAsync<long>("SELECT count(*) FROM mail")));
    }

    /// <summary>Rows of every table that a second play could add to.</summary>
    private async Task<string> CountsAsync()
    {
        string[] tables = ["journal", "command", "case_row", "mail", "dead_letter", "timer", "person_key"];
        var counts = new List<string>();
        foreach (var table in tables) counts.Add($"{table} {await _silo.Database.ScalarAsync<long>($"SELECT count(*) FROM {table}")}");
        return string.Join(", ", counts);
    }

    private Task<ReplayResult> PlayAsync(
        int? seed = null, CancellationToken? cancellation = null, double speed = ReplayClock.SpeedMax) =>
        PlayAsync(_silo.Address, _token, seed, cancellation, speed);

    private Task<ReplayResult> PlayAsync(
        Uri address, string token, int? seed, CancellationToken? cancellation = null, double speed = ReplayClock.SpeedMax)
    {
        var map = ReplayMap.Load(Path.Combine(_folder.Path, "map.json"));
        var order = new ReplayOrder(Path.Combine(_folder.Path, "records.csv"), map, [address], token, Callers: 8, Limit: null, seed, speed);
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(TextWriter.Null) });
        return ReplayRun.RunAsync(order, console, cancellation ?? TestContext.Current.CancellationToken);
    }
}
