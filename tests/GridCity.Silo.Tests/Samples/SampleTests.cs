using GridCity.Grains;
using GridCity.Protos.Type.V1;
using GridCity.Samples.CallCentre;
using GridCity.Samples.Handheld;
using GridCity.Samples.Operations;
using GridCity.Silo.Tests.Support;
using GridCity.Testing;

namespace GridCity.Silo.Tests.Samples;

/// <summary>The samples do what they say, in a city of their own.</summary>
public sealed class SampleTests : IAsyncLifetime
{
    private readonly StringWriter _screen = new();
    private TestSilo _silo = null!;
    private Crew _crew = null!;

    public async ValueTask InitializeAsync()
    {
        _silo = await TestSilo.StartAsync();
        _crew = await Crew.OfAsync(_silo);
    }

    public async ValueTask DisposeAsync()
    {
        await _silo.DisposeAsync();
        await _screen.DisposeAsync();
    }

    [Fact]
    public async Task A_call_centre_takes_a_call()
    {
        var call = new OneCall(await _silo.ClientAsync(Role.Agent), _screen);

        var told = await call.TakeAsync(new("0101", "Lake Road 1", "A cover is missing.", "13800000000"));
        await call.FollowAsync(told.Number, "WRONGCODE1");

        Assert.Contains($"{told.Number}: Registered since", $"{_screen}", StringComparison.Ordinal);
        Assert.Contains("do not belong together", $"{_screen}", StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_handheld_does_the_tasks_that_wait()
    {
        var city = await _silo.ClientAsync(Role.Inspector, unit: "i2", person: "handheld");
        await city.Field.SignOnAsync(new() { CommandId = Crew.NewId(), DutyGrid = SmallCity.DutyGrid });
        var id = (await _crew.RegisterAsync()).CaseId;
        await _crew.BringAsync(id, Stage.AwaitingCheck);
        await Eventually.Is(async () => (await city.Field.MyTasksAsync(new())).Tasks.Count == 1, Patience, "the inspector has the task");

        await new Round(city, _screen, TimeProvider.System).WalkAsync(SmallCity.DutyGrid, SmallCity.Latitude, SmallCity.Longitude);

        Assert.Equal(Stage.Checked, (await _crew.Clerk.Desk.GetCaseAsync(new() { CaseId = id })).Summary.Stage);
        Assert.Contains("1 of", $"{_screen}", StringComparison.Ordinal);
    }

    [Fact]
    public async Task Operations_look_in_the_morning_and_welcome_a_colleague()
    {
        var morning = new Morning(await _silo.ClientAsync(Role.Administrator), _screen);

        Assert.True(await morning.IsWellAsync(), $"{_screen}");
        var token = await morning.WelcomeAsync("colleague", "A colleague", "agent", "");

        await _silo.Connect(token).Hotline.RegisterAsync(Crew.Report());
        Assert.Contains($"{_silo.Engine} engine", $"{_screen}", StringComparison.Ordinal);
    }

    private static TimeSpan Patience { get; } = TimeSpan.FromSeconds(60);
}
