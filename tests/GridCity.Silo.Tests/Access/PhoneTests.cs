using GridCity.Client;
using GridCity.Grains;
using GridCity.Protos.Type.V1;
using GridCity.Rpc;
using GridCity.Silo.Tests.Support;

namespace GridCity.Silo.Tests.Access;

/// <summary>A reporter's number is for those with the right to it, and each look is on record.</summary>
public sealed class PhoneTests(SharedSilo shared)
{
    private const string Phone = "057100004321", Words = "The cover has gone.";

    [Fact]
    public async Task Without_the_right_the_words_are_shown_and_the_number_is_not()
    {
        var opened = await OpenAsync(await shared.Silo.ClientAsync(Role.Clerk, person: "no-phone"));

        Assert.Equal((Words, "", true), (opened.Description, opened.CallerPhone, opened.CallerPhoneWithheld));
        Assert.Equal("case.description", await AuditedAsync("no-phone"));
    }

    [Fact]
    public async Task With_the_right_both_are_shown()
    {
        var opened = await OpenAsync(await shared.Silo.ClientAsync(Role.Clerk, person: "with-phone", seesPhone: true));

        Assert.Equal((Words, Phone, false), (opened.Description, opened.CallerPhone, opened.CallerPhoneWithheld));
        Assert.Equal("case.description case.contact", await AuditedAsync("with-phone"));
    }

    [Fact]
    public async Task A_handler_who_calls_back_sees_the_number_alone()
    {
        var handler = await shared.Silo.ClientAsync(Role.Handler, person: "calls-back", unit: "water", seesPhone: true);

        var opened = await OpenAsync(handler, Stage.Dispatched);

        Assert.Equal(("", Phone, false), (opened.Description, opened.CallerPhone, opened.CallerPhoneWithheld));
        Assert.Equal("case.contact", await AuditedAsync("calls-back"));
    }

    [Fact]
    public async Task Each_look_is_on_record()
    {
        var clerk = await shared.Silo.ClientAsync(Role.Clerk, person: "looks-twice", seesPhone: true);
        var id = await RegisterAsync();
        for (var look = 0; look < 2; look++) await clerk.Desk.GetCaseAsync(new() { CaseId = id, OpenSealed = true });
        await clerk.Desk.GetCaseAsync(new() { CaseId = id });

        Assert.Equal(2, await shared.Silo.Database.ScalarAsync<long>(
            "SELECT count(*) FROM audit WHERE actor = 'looks-twice' AND action = 'sealed-field.read'"));
    }

    [Fact]
    public async Task With_neither_right_the_question_is_refused()
    {
        var dispatcher = shared.Crew.Dispatcher.Desk;
        var id = await RegisterAsync();

        await Refused.With(StatusCode.PermissionDenied, () => dispatcher.GetCaseAsync(new() { CaseId = id, OpenSealed = true }));
    }

    private async Task<Case> OpenAsync(GridCityClient client, Stage stage = Stage.Registered)
    {
        var id = await RegisterAsync();
        await shared.Crew.BringAsync(id, stage);
        return await client.Desk.GetCaseAsync(new() { CaseId = id, OpenSealed = true });
    }

    private async Task<string> RegisterAsync()
    {
        var request = Crew.Report();
        (request.Description, request.CallerPhone) = (Words, Phone);
        return (await shared.Crew.Agent.Hotline.RegisterAsync(request)).CaseId;
    }

    private Task<string> AuditedAsync(string actor) => shared.Silo.Database.ScalarAsync<string>(
        $"SELECT detail ->> 'fields' FROM audit WHERE actor = '{actor}' AND action = 'sealed-field.read'");
}
