using GridCity.Client;
using GridCity.Grains;
using GridCity.Protos.Hotline.V1;
using GridCity.Protos.Type.V1;

namespace GridCity.Silo.Tests.Support;

/// <summary>One client per post.</summary>
internal sealed record Crew(
    GridCityClient Agent, GridCityClient Clerk, GridCityClient Dispatcher, GridCityClient Handler, GridCityClient Inspector)
{
    public static async Task<Crew> OfAsync(TestSilo silo) =>
        new(
            await silo.ClientAsync(Role.Agent),
            await silo.ClientAsync(Role.Clerk),
            await silo.ClientAsync(Role.Dispatcher),
            await silo.ClientAsync(Role.Handler, unit: "water"),
            await silo.ClientAsync(Role.Inspector, unit: "i1"));

    public static RegisterRequest Report() =>
        new()
        {
            CommandId = NewId(),
            Category = "0101",
            Place = new() { Latitude = SmallCity.Latitude, Longitude = SmallCity.Longitude },
        };

    public static string NewId() => GridCityClient.NewCommandId();

    public Task<RegisterReply> RegisterAsync() => Agent.Hotline.RegisterAsync(Report());

    /// <summary>Takes a case up to a stage.</summary>
    /// <param name="from">Where it stands.</param>
    public async Task<CommandReply> BringAsync(string @case, Stage stage, Stage from = Stage.Registered)
    {
        var reply = new CommandReply { Stage = from };
        while (reply.Stage != stage) reply = await StepAsync(@case, reply.Stage);
        return reply;
    }

    private Task<CommandReply> StepAsync(string @case, Stage from) => from switch
    {
        Stage.Registered => Clerk.Desk.FileAsync(new() { CommandId = NewId(), CaseId = @case, Standard = SmallCity.Standard }),
        Stage.Filed => Dispatcher.Desk.DispatchAsync(new() { CommandId = NewId(), CaseId = @case, Department = "water" }),
        Stage.Dispatched => Handler.Desk.HandleAsync(new() { CommandId = NewId(), CaseId = @case }),
        Stage.Handling => Handler.Desk.FeedbackAsync(new() { CommandId = NewId(), CaseId = @case, Result = "Cover put back." }),
        Stage.AwaitingCheck => Inspector.Field.CheckAsync(new() { CommandId = NewId(), CaseId = @case, Passed = true }),
        Stage.Checked => Clerk.Desk.CloseAsync(new() { CommandId = NewId(), CaseId = @case, Standard = SmallCity.Standard }),
        _ => throw new InvalidOperationException($"No step leads on from {from}."),
    };
}
