using System.Text;
using System.Text.Json;
using GridCity.Client;
using GridCity.Cli.Commands;
using GridCity.Grains;
using GridCity.Protos.Admin.V1;
using GridCity.Protos.Hotline.V1;
using GridCity.Protos.Type.V1;
using GridCity.Rpc;
using GridCity.Silo.Tests.Support;
using GridCity.Testing;

namespace GridCity.Silo.Tests.Persons;

/// <summary>A person's data go out whole and are gone when they are erased; the city's work stays.</summary>
public sealed class PersonTests
{
    private const string Phone = "057188887777", Name = "Lin Xiaohong 林小红";
    private const string Words = "The smell in the stairwell of my house is unbearable 楼道恶臭";
    private const string Reason = "Nobody ever rang at my door 没有人来过";
    private const string PhotoText = "pretend this is a picture of my kitchen";

    private static readonly string[] Secrets = [Phone, Name, Words, Reason, PhotoText, "林小红", "楼道恶臭"];

    private static readonly string[] ReadSide = ["case_*", "statistic_*", "projection_checkpoint", "user_*"];

    [Fact]
    public async Task Of_an_erased_person_nothing_is_found_anywhere_and_the_case_stays()
    {
        var log = new KeptLog();
        await using var silo = await TestSilo.StartAsync(logging: log);
        var crew = await Crew.OfAsync(silo);
        var told = await TellAsync(silo, crew);
        var administrator = await silo.ClientAsync(Role.Administrator);
        var backup = await PgDump.TextAsync(silo.Database, ReadSide);
        var before = await crew.Clerk.Desk.GetCaseAsync(new() { CaseId = told.CaseId, OpenSealed = true });
        Assert.Equal((Words, Name, Reason), (before.Description, before.CallerName, before.ContestReason));

        await administrator.Persons.EraseAsync(new() { Phone = Phone });

        var dump = await PgDump.TextAsync(silo.Database);
        var opened = await crew.Clerk.Desk.GetCaseAsync(new() { CaseId = told.CaseId, OpenSealed = true });
        Assert.Contains(told.Number, dump, StringComparison.Ordinal);
        Assert.All(Secrets, secret => Assert.All(Forms(secret), form =>
        {
            Assert.DoesNotContain(form, dump, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain(form, backup, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain(form, log.Text, StringComparison.OrdinalIgnoreCase);
        }));
        Assert.Equal(0, await silo.Database.ScalarAsync<long>("SELECT count(*) FROM blob_chunk"));
        Assert.Equal(("", "", ""), (opened.Description, opened.CallerName, opened.ContestReason));
        Assert.Equal(before.Timeline, opened.Timeline);
        Assert.Equal(before.Summary, opened.Summary);
        Assert.Equal(Stage.AwaitingCheck, opened.Summary.Stage);
    }

    [Fact]
    public async Task An_erased_person_is_not_known_any_more_and_the_number_may_be_another_ones()
    {
        await using var silo = await TestSilo.StartAsync();
        var crew = await Crew.OfAsync(silo);
        var told = await RegisterAsync(crew);
        var persons = (await silo.ClientAsync(Role.Administrator)).Persons;
        var erased = await persons.EraseAsync(new() { CaseNumber = told.Number });

        await Refused.With(StatusCode.NotFound, () => persons.EraseAsync(new() { Phone = Phone }));
        await Refused.With(StatusCode.FailedPrecondition, () => persons.EraseAsync(new() { PersonId = erased.PersonId }));
        await Refused.With(StatusCode.NotFound, () => ExportAsync(persons, new() { PersonId = erased.PersonId }));
        await crew.Agent.Desk.AnswerAsync(new() { CommandId = Crew.NewId(), CaseId = told.CaseId, Text = "on Monday" });
        await ContestAsync(crew, told);
        var again = await RegisterAsync(crew);
        Assert.NotEqual(
            erased.PersonId, (await persons.EraseAsync(new() { CaseNumber = again.Number })).PersonId);
        Assert.Equal(2, await silo.Database.ScalarAsync<long>("SELECT count(*) FROM audit WHERE action = 'person.erased'"));
    }

    [Fact]
    public async Task An_export_has_all_that_the_person_told_and_who_read_it()
    {
        await using var silo = await TestSilo.StartAsync();
        var crew = await Crew.OfAsync(silo);
        var told = await TellAsync(silo, crew);
        await crew.Clerk.Desk.GetCaseAsync(new() { CaseId = told.CaseId, OpenSealed = true });
        var persons = (await silo.ClientAsync(Role.Administrator)).Persons;

        using var export = JsonDocument.Parse(await ExportAsync(persons, new() { Phone = Phone }));

        var text = export.RootElement.ToString();
        Assert.All([Phone, Name, Words, Reason], secret => Assert.Contains(secret, text, StringComparison.Ordinal));
        Assert.DoesNotContain("cipher", text, StringComparison.Ordinal);
        var cases = export.RootElement.GetProperty("cases").EnumerateArray().ToList();
        Assert.Equal(told.CaseId, Assert.Single(cases).GetProperty("case_id").GetString());
        Assert.Equal("case.registered.v1", cases[0].GetProperty("events")[0].GetProperty("event").GetString());
        var photo = Assert.Single(export.RootElement.GetProperty("photos").EnumerateArray());
        Assert.Equal(Photo(), photo.GetProperty("content").GetBytesFromBase64());
        Assert.Contains(
            export.RootElement.GetProperty("readings").EnumerateArray(),
            reading => reading.GetProperty("actor").GetString() == "clerk-1");
        Assert.Equal(1, await silo.Database.ScalarAsync<long>("SELECT count(*) FROM audit WHERE action = 'person.exported'"));
    }

    [Fact]
    public async Task An_export_says_nothing_of_other_reporters()
    {
        await using var silo = await TestSilo.StartAsync();
        var crew = await Crew.OfAsync(silo);
        var mine = await RegisterAsync(crew);
        var other = Crew.Report();
        (other.CallerPhone, other.Description) = ("057100009999", "Another one's words");
        var theirs = await crew.Agent.Hotline.RegisterAsync(other);
        await crew.Clerk.Desk.MergeAsync(
            new() { CommandId = Crew.NewId(), CaseId = theirs.CaseId, Into = mine.CaseId, Reason = "same" });
        await Eventually.Is(
            async () => (await crew.Clerk.Desk.GetCaseAsync(new() { CaseId = mine.CaseId })).Duplicates.Count == 1, "the duplicate");
        var persons = (await silo.ClientAsync(Role.Administrator)).Persons;
        var otherId = await silo.Database.ScalarAsync<string>(
            $"SELECT body #>> '{{report,reporter}}' FROM journal WHERE grain = 'case/{theirs.CaseId}' AND version = 1");

        var text = await ExportAsync(persons, new() { Phone = Phone });
        using var ofOther = JsonDocument.Parse(await ExportAsync(persons, new() { Phone = "057100009999" }));

        Assert.Contains("case.taken-in.v1", text, StringComparison.Ordinal);
        Assert.DoesNotContain(otherId, text, StringComparison.Ordinal);
        Assert.Equal(
            [false, true],
            ofOther.RootElement.GetProperty("cases").EnumerateArray().Select(one => one.GetProperty("is_reporter").GetBoolean()).Order());
        Assert.DoesNotContain(Words, ofOther.RootElement.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_anonymous_reporter_is_exported_and_erased_by_the_case()
    {
        await using var silo = await TestSilo.StartAsync();
        var crew = await Crew.OfAsync(silo);
        var request = Crew.Report();
        request.Description = Words;
        var told = await crew.Agent.Hotline.RegisterAsync(request);
        var persons = (await silo.ClientAsync(Role.Administrator)).Persons;

        Assert.Contains(Words, await ExportAsync(persons, new() { CaseNumber = told.Number }), StringComparison.Ordinal);
        await persons.EraseAsync(new() { CaseNumber = told.Number });

        Assert.Equal("", (await crew.Clerk.Desk.GetCaseAsync(new() { CaseId = told.CaseId, OpenSealed = true })).Description);
    }

    [Fact]
    public async Task Only_an_administrator_of_the_whole_city_answers_for_persons()
    {
        await using var silo = await TestSilo.StartAsync();
        var crew = await Crew.OfAsync(silo);
        await RegisterAsync(crew);
        var local = await silo.ClientAsync(Role.Administrator, person: "local", area: "330106");

        foreach (var persons in new[] { crew.Clerk.Persons, local.Persons })
        {
            await Refused.With(StatusCode.PermissionDenied, () => persons.EraseAsync(new() { Phone = Phone }));
            await Refused.With(StatusCode.PermissionDenied, () => ExportAsync(persons, new() { Phone = Phone }));
        }
    }

    [Fact]
    public async Task Who_cannot_be_found_is_said()
    {
        await using var silo = await TestSilo.StartAsync();
        var crew = await Crew.OfAsync(silo);
        var silent = await crew.RegisterAsync();
        var persons = (await silo.ClientAsync(Role.Administrator)).Persons;

        await Refused.Naming("who", () => persons.EraseAsync(new()));
        await Refused.Naming("phone", () => persons.EraseAsync(new() { Phone = "twelve" }));
        await Refused.Naming("person_id", () => persons.EraseAsync(new() { PersonId = "1" }));
        await Refused.With(StatusCode.NotFound, () => persons.EraseAsync(new() { PersonId = $"{Guid.NewGuid():N}" }));
        await Refused.With(StatusCode.NotFound, () => persons.EraseAsync(new() { CaseNumber = "nothing" }));
        await Refused.With(StatusCode.NotFound, () => persons.EraseAsync(new() { CaseNumber = silent.Number }));
    }

    [Fact]
    public async Task The_command_line_exports_to_a_file_and_erases_when_it_is_meant()
    {
        await using var silo = await TestSilo.StartAsync();
        var crew = await Crew.OfAsync(silo);
        await RegisterAsync(crew);
        var token = (await silo.TokenAsync(Role.Administrator, "operator")).Text;
        using var folder = new TestFolder();
        var file = Path.Combine(folder.Path, "person.json");
        async Task<int> RunAsync(params string[] arguments) => (await CliRun.OfAsync(silo, token, ["admin", "person", .. arguments])).Code;

        Assert.Equal(0, await RunAsync("export", "--phone", Phone, "--out", file));
        Assert.Contains(Words, await File.ReadAllTextAsync(file), StringComparison.Ordinal);
        Assert.Equal(ExitCode.Usage, await RunAsync("erase", "--phone", Phone));
        Assert.Equal(ExitCode.Usage, await RunAsync("erase", "--yes"));
        Assert.Equal(ExitCode.Done, await RunAsync("erase", "--phone", Phone, "--yes"));
        Assert.Equal(ExitCode.NotFound, await RunAsync("erase", "--phone", Phone, "--yes"));
    }

    /// <summary>A case with all that a person may tell: words, name, number, a photo, and why its end is contested.</summary>
    private static async Task<RegisterReply> TellAsync(TestSilo silo, Crew crew)
    {
        var told = await RegisterAsync(crew, await PutPhotoAsync(silo, crew));
        await crew.BringAsync(told.CaseId, Stage.Closed);
        await ContestAsync(crew, told);
        return told;
    }

    private static async Task<RegisterReply> RegisterAsync(Crew crew, params string[] photos)
    {
        var request = Crew.Report();
        request.Photos.AddRange(photos);
        (request.CallerPhone, request.CallerName, request.Description) = (Phone, Name, Words);
        return await crew.Agent.Hotline.RegisterAsync(request);
    }

    /// <summary>A photo in two pieces, of which one came before the connection broke.</summary>
    private static async Task<string> PutPhotoAsync(TestSilo silo, Crew crew)
    {
        var photo = Photo();
        var name = PhotosClient.NameOf(photo);
        name.CallerPhone = Phone;
        var token = (await silo.TokenAsync(Role.Agent, "agent-1")).Text;
        await Pictures.BreakOffAsync(silo, token, name, photo, photo.Length / 2);
        return (await crew.Agent.Photos.PutAsync(name, photo)).PhotoId;
    }

    /// <summary>What a person must not find again stands in both halves.</summary>
    private static byte[] Photo()
    {
        var photo = new byte[600_000];
        ((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]).CopyTo(photo);
        foreach (var at in new[] { 1_000, 500_000 }) Encoding.UTF8.GetBytes(PhotoText).CopyTo(photo, at);
        return photo;
    }

    private static Task ContestAsync(Crew crew, RegisterReply told) => crew.Agent.Hotline.ContestAsync(new()
    {
        CommandId = Crew.NewId(), Number = told.Number, FollowCode = told.FollowCode, Reason = Reason,
    });

    private static async Task<string> ExportAsync(PersonsClient persons, PersonRequest who)
    {
        using var all = new MemoryStream();
        await foreach (var piece in persons.ExportAsync(who)) piece.Json.WriteTo(all);
        return Encoding.UTF8.GetString(all.ToArray());
    }

    /// <summary>The text as it is, as JSON escapes it, as hexadecimal digits, and inside base64 wherever it may begin.</summary>
    private static IEnumerable<string> Forms(string secret)
    {
        var bytes = Encoding.UTF8.GetBytes(secret);
        yield return secret;
        yield return JsonSerializer.Serialize(secret).Trim('"');
        yield return Convert.ToHexString(bytes);
        for (var shift = 0; shift < 3; shift++)
        {
            var whole = Convert.ToBase64String([.. new byte[shift], .. bytes, 0, 0, 0]);
            yield return whole[(shift == 0 ? 0 : 4)..^8];
        }
    }
}
