using GridCity.Grains;
using GridCity.Protos.Type.V1;
using GridCity.Rpc;
using GridCity.Silo.Tests.Support;

namespace GridCity.Silo.Tests.Edges;

public sealed class HotlineTests(SharedSilo shared)
{
    private const string Words = "My neighbour Lin keeps forty geese on the balcony.";
    private const string Phone = "+86 571 0000-1234";

    [Fact]
    public async Task A_reporter_follows_the_case_with_number_and_code()
    {
        var registered = await shared.Crew.RegisterAsync();
        await shared.Crew.BringAsync(registered.CaseId, Stage.Handling);

        var followed = await shared.Crew.Agent.Hotline.FollowAsync(
            new() { Number = registered.Number, FollowCode = registered.FollowCode.ToLowerInvariant() });

        Assert.Equal(Stage.Handling, followed.Stage);
        Assert.Null(followed.ClosedAt);
    }

    [Fact]
    public async Task A_wrong_code_and_a_wrong_number_look_the_same()
    {
        var registered = await shared.Crew.RegisterAsync();

        var code = await Refused.With(StatusCode.NotFound, () => shared.Crew.Agent.Hotline.FollowAsync(
            new() { Number = registered.Number, FollowCode = "2222222222" }));
        var number = await Refused.With(StatusCode.NotFound, () => shared.Crew.Agent.Hotline.FollowAsync(
            new() { Number = "1999010100000001", FollowCode = registered.FollowCode }));

        Assert.Equal(code.Message, number.Message);
    }

    [Fact]
    public async Task A_report_without_a_place_goes_to_the_cell_for_those()
    {
        var request = Crew.Report();
        (request.Place, request.Address) = (null, "behind the old mill");

        var registered = await shared.Crew.Agent.Hotline.RegisterAsync(request);

        Assert.Equal("330106000000000", registered.Cell);
        var found = await shared.Crew.Clerk.Desk.GetCaseAsync(new() { CaseId = registered.CaseId });
        Assert.Null(found.Place);
        Assert.Equal("behind the old mill", found.Address);
    }

    [Fact]
    public async Task What_a_caller_says_lies_sealed_in_the_database()
    {
        var registered = await RegisterWithWordsAsync();

        var clear = await shared.Silo.Database.ScalarAsync<long>(
            $"SELECT count(*) FROM journal WHERE grain = 'case/{registered}' AND (body::text LIKE '%geese%' OR body::text LIKE '%1234%')");

        Assert.Equal(0, clear);
    }

    [Fact]
    public async Task Sealed_fields_open_for_those_who_may_and_the_reading_is_audited()
    {
        var @case = await RegisterWithWordsAsync();
        var clerk = await shared.Silo.ClientAsync(Role.Clerk, person: "reading-clerk", seesPhone: true);

        var closed = await clerk.Desk.GetCaseAsync(new() { CaseId = @case });
        var opened = await clerk.Desk.GetCaseAsync(new() { CaseId = @case, OpenSealed = true });

        Assert.Equal(("", ""), (closed.Description, closed.CallerPhone));
        Assert.Equal((Words, "+8657100001234"), (opened.Description, opened.CallerPhone));
        Assert.Equal(1, await shared.Silo.Database.ScalarAsync<long>(
            "SELECT count(*) FROM audit WHERE actor = 'reading-clerk' AND action = 'sealed-field.read'"));
    }

    [Fact]
    public async Task Sealed_fields_stay_closed_for_a_department()
    {
        var @case = await RegisterWithWordsAsync();

        await Refused.With(StatusCode.PermissionDenied, () => shared.Crew.Handler.Desk.GetCaseAsync(
            new() { CaseId = @case, OpenSealed = true }));
    }

    [Fact]
    public async Task An_anonymous_report_is_sealed_too()
    {
        var request = Crew.Report();
        request.Description = Words;

        var registered = await shared.Crew.Agent.Hotline.RegisterAsync(request);

        var opened = await shared.Crew.Clerk.Desk.GetCaseAsync(new() { CaseId = registered.CaseId, OpenSealed = true });
        Assert.Equal((Words, ""), (opened.Description, opened.CallerPhone));
    }

    private async Task<string> RegisterWithWordsAsync()
    {
        var request = Crew.Report();
        (request.Description, request.CallerPhone) = (Words, Phone);
        return (await shared.Crew.Agent.Hotline.RegisterAsync(request)).CaseId;
    }
}
