using System.Text;
using GridCity.Client;
using GridCity.Grains;
using GridCity.Protos.Field.V1;
using GridCity.Protos.Type.V1;
using GridCity.Rpc;
using GridCity.Runtime.Blobs;
using GridCity.Silo.Edges.Photos;
using GridCity.Silo.Tests.Support;
using Task = System.Threading.Tasks.Task;

namespace GridCity.Silo.Tests.Edges;

/// <summary>Photos over the wire: sent once whatever happens, named by acts, read by those who may.</summary>
public sealed class PhotoTests(SharedSilo shared)
{
    private const string Phone = "057166660000";

    [Fact]
    public async Task A_photo_of_a_report_a_feedback_and_a_check_comes_back_to_those_who_see_the_case()
    {
        var crew = shared.Crew;
        byte[][] photos = [Pictures.Jpeg(60_000), Pictures.Jpeg(400_000), Pictures.Jpeg(1_000)];
        var report = await crew.Inspector.Field.ReportAsync(Report(await PutAsync(crew.Inspector, photos[0])));
        await crew.BringAsync(report.CaseId, Stage.Handling);
        await crew.Handler.Desk.FeedbackAsync(new()
        {
            CommandId = Crew.NewId(), CaseId = report.CaseId, Result = "put back", Photos = { await PutAsync(crew.Handler, photos[1]) },
        });
        await crew.Inspector.Field.CheckAsync(new()
        {
            CommandId = Crew.NewId(), CaseId = report.CaseId, Passed = true,
            OnSite = new() { Photos = { await PutAsync(crew.Inspector, photos[2]) } },
        });

        var timeline = (await crew.Clerk.Desk.GetCaseAsync(new() { CaseId = report.CaseId })).Timeline;
        var named = timeline.Where(entry => entry.Photos.Count > 0).ToList();

        Assert.Equal(["case.registered.v1", "case.feedback-given.v1", "case.checked.v1"], named.Select(entry => entry.Event));
        for (var at = 0; at < photos.Length; at++)
            Assert.Equal(photos[at], await Pictures.ReadAsync(crew.Handler, report.CaseId, named[at].Photos.Single()));
        var outsider = await shared.Silo.ClientAsync(Role.Clerk, person: "outsider-of-photos", area: "330106000");
        await Refused.With(StatusCode.PermissionDenied, () => Pictures.ReadAsync(outsider, report.CaseId, named[0].Photos[0]));
        var other = await crew.RegisterAsync();
        await Refused.With(StatusCode.NotFound, () => Pictures.ReadAsync(crew.Clerk, other.CaseId, named[0].Photos[0]));
    }

    [Fact]
    public async Task A_photo_goes_on_where_the_connection_broke()
    {
        var photo = Pictures.Jpeg(700_000);
        var inspector = shared.Crew.Inspector;
        var name = PhotosClient.NameOf(photo);
        var token = (await shared.Silo.TokenAsync(Role.Inspector, "inspector-1", "i1")).Text;

        await Pictures.BreakOffAsync(shared.Silo, token, name, photo, 300_000);
        await Pictures.EndEarlyAsync(shared.Silo, token, name, photo, 300_000..301_000);
        Assert.Equal(301_000, (await FindAsync(inspector, name)).BytesThere);
        var put = await inspector.Photos.PutAsync(name, photo);

        Assert.Equal((name.Digest, photo.Length, name.Digest), (put.PhotoId, (await FindAsync(inspector, name)).BytesThere, (await FindAsync(inspector, name)).PhotoId));
        var report = await inspector.Field.ReportAsync(Report(put.PhotoId));
        Assert.Equal(photo, await Pictures.ReadAsync(inspector, report.CaseId, put.PhotoId));
        Assert.Equal(put, await inspector.Photos.PutAsync(name, photo));
    }

    [Fact]
    public async Task A_reporters_photo_is_sealed_from_its_first_piece_and_opens_for_those_who_may_read_the_reporters_words()
    {
        var photo = Pictures.Jpeg(700_000);
        "a face at the window"u8.CopyTo(photo.AsSpan(100));
        var name = PhotosClient.NameOf(photo);
        name.CallerPhone = Phone;
        var token = (await shared.Silo.TokenAsync(Role.Agent, "agent-1")).Text;
        await Pictures.BreakOffAsync(shared.Silo, token, name, photo, 300_000);
        Assert.Equal(0, await ClearAsync());
        var put = await shared.Crew.Agent.Photos.PutAsync(name, photo);
        var request = Crew.Report();
        request.CallerPhone = Phone;
        request.Photos.Add(put.PhotoId);
        var id = (await shared.Crew.Agent.Hotline.RegisterAsync(request)).CaseId;
        var clerk = await shared.Silo.ClientAsync(Role.Clerk, person: "clerk-of-photos");

        Assert.Equal(0, await ClearAsync());
        Assert.NotEqual(name.Digest, put.PhotoId);
        Assert.Equal(photo, await Pictures.ReadAsync(clerk, id, put.PhotoId));
        Assert.Equal(1, await shared.Silo.Database.ScalarAsync<long>(
            "SELECT count(*) FROM audit WHERE actor = 'clerk-of-photos' AND action = 'sealed-field.read'"));
        await Refused.With(StatusCode.PermissionDenied, () => Pictures.ReadAsync(shared.Crew.Inspector, id, put.PhotoId));
        var others = Crew.Report();
        (others.CallerPhone, others.CommandId) = ("057166661111", Crew.NewId());
        others.Photos.Add(put.PhotoId);
        await Refused.Naming("photos[0]", () => shared.Crew.Agent.Hotline.RegisterAsync(others));

        Task<long> ClearAsync() => shared.Silo.Database.ScalarAsync<long>(
            "SELECT count(*) FROM blob_chunk WHERE position('a face at the window'::bytea IN body) > 0");
    }

    [Fact]
    public async Task An_anonymous_reporters_photo_belongs_to_the_report_and_is_erased_by_it()
    {
        var photo = Pictures.Jpeg(50_000);
        var request = Crew.Report();
        var name = PhotosClient.NameOf(photo);
        name.ReportCommandId = request.CommandId;
        request.Photos.Add((await shared.Crew.Agent.Photos.PutAsync(name, photo)).PhotoId);
        var told = await shared.Crew.Agent.Hotline.RegisterAsync(request);
        Assert.Equal(photo, await Pictures.ReadAsync(shared.Crew.Clerk, told.CaseId, request.Photos[0]));

        await (await shared.Silo.ClientAsync(Role.Administrator)).Persons.EraseAsync(new() { CaseNumber = told.Number });

        await Refused.With(StatusCode.NotFound, () => Pictures.ReadAsync(shared.Crew.Clerk, told.CaseId, request.Photos[0]));
    }

    [Fact]
    public async Task What_is_no_photo_or_not_there_is_refused_by_name()
    {
        var (inspector, agent) = (shared.Crew.Inspector, shared.Crew.Agent);
        var photo = Pictures.Jpeg(30);
        var text = Encoding.UTF8.GetBytes("this is no picture at all");
        var wrong = PhotosClient.NameOf(text);

        await Refused.Naming("content", () => inspector.Photos.PutAsync(wrong, text));
        await Refused.Naming("photo.digest", () => inspector.Photos.PutAsync(wrong, photo));
        await Refused.Naming("photo.digest", () => inspector.Photos.PutAsync(new() { Digest = "ABC" }, photo));
        await Refused.Naming("photo.reporter", () => agent.Photos.PutAsync(PhotosClient.NameOf(photo), photo));
        await Refused.Naming("photo.reporter", () => inspector.Photos.PutAsync(new() { Digest = wrong.Digest, CallerPhone = Phone }, photo));
        await Refused.Naming("size", () => inspector.Photos.PutAsync(wrong, new byte[(10 << 20) + 1]));
        await Refused.With(StatusCode.PermissionDenied, () => shared.Crew.Clerk.Photos.PutAsync(PhotosClient.NameOf(photo), photo));
        await Refused.With(StatusCode.FailedPrecondition, () => inspector.Field.ReportAsync(Report(wrong.Digest)));
        await Refused.Naming("on_site.photos[0]", () => inspector.Field.ReportAsync(Report("x")));
    }

    [Fact]
    public async Task What_a_refused_act_named_is_collected_and_what_an_event_names_stays()
    {
        await using var silo = await TestSilo.StartAsync();
        var inspector = await silo.ClientAsync(Role.Inspector, unit: "i1");
        var kept = await PutAsync(inspector, Pictures.Jpeg(2_000));
        var lost = await PutAsync(inspector, Pictures.Jpeg(2_000));
        await inspector.Field.ReportAsync(Report(kept));
        var refused = Report(lost);
        refused.Category = "none";
        await Refused.Naming("category", () => inspector.Field.ReportAsync(refused));

        Assert.Equal(1, await new BlobPromises(silo.Database.Source).SettleAsync(TimeSpan.Zero));
        Assert.Equal(1, await new PostgresBlobStore(silo.Database.Source, BlobLimits.Usual).CollectOrphansAsync(TimeSpan.Zero));

        Assert.Equal(0, await new BlobPromises(silo.Database.Source).SettleAsync(TimeSpan.Zero));
        Assert.Equal(kept, await silo.Database.ScalarAsync<string>("SELECT encode(hash, 'hex') FROM blob"));
    }

    [Theory]
    [InlineData("FFD8FFE000104A4649460001", "jpeg")]
    [InlineData("89504E470D0A1A0A0000000D", "png")]
    [InlineData("524946462400000057454250", "webp")]
    [InlineData("0000001C6674797068656963", "heic")]
    [InlineData("0000001C667479706D696631", "heic")]
    [InlineData("524946462400000057415645", null)]
    [InlineData("0000001C6674797069736F6D", null)]
    [InlineData("474946383961", null)]
    [InlineData("", null)]
    public void A_type_is_told_by_the_first_bytes(string start, string? type) =>
        Assert.Equal(type, PhotoType.Of(Convert.FromHexString(start)));

    private static ReportRequest Report(string photo) => new()
    {
        CommandId = Crew.NewId(), Category = "0101", Place = Crew.Report().Place, OnSite = new() { Photos = { photo } },
    };

    private static async Task<string> PutAsync(GridCityClient client, byte[] photo) =>
        (await client.Photos.PutAsync(PhotosClient.NameOf(photo), photo)).PhotoId;

    private static Task<FindPhotoReply> FindAsync(GridCityClient client, PhotoName name) => client.Photos.FindAsync(new() { Photo = name });
}
