using GridCity.Client;
using GridCity.Grains;
using GridCity.Protos.Junction.V1;
using GridCity.Rpc;
using GridCity.Silo.Tests.Support;

namespace GridCity.Silo.Tests.Junctions;

/// <summary>Over the wire on PostgreSQL: a controller links up, an operator orders, the controller shows it, and goes.</summary>
public sealed class JunctionCallTests
{
    private static readonly CancellationToken Limit = new CancellationTokenSource(TimeSpan.FromSeconds(120)).Token;

    [Fact]
    public async Task An_operators_order_is_shown_in_the_field_and_all_of_it_can_be_read()
    {
        await using var silo = await TestSilo.StartAsync(CrossCity.Pack);
        var (device, operators) = (await silo.ClientAsync(Role.OtherSystem), await silo.ClientAsync(Role.Operator));
        await using var stream = device.Junctions.OpenLink(Limit);
        var field = new FieldController(1, CrossCity.First, "cabinet 7", TimeProvider.System);
        await stream.SendAsync(new() { Announcements = { field.Announce() } });
        await PlayUntilAsync(stream, field, () => field.Running == Running.Orders);

        var ordered = await operators.Junctions.SetModeAsync(new()
        {
            CommandId = GridCityClient.NewCommandId(), Junction = CrossCity.First, Mode = Mode.Manual, Phase = 2, Reason = "a parade",
        });
        await PlayUntilAsync(stream, field, () => field.Obeyed is { Show.Span: [(byte)Signal.Red, (byte)Signal.Green] });

        Assert.Equal((Mode.Manual, true, "cabinet 7", "a parade"), (ordered.Junction.Mode, ordered.Junction.Linked, ordered.Junction.Controller, ordered.Junction.Reason));
        var watched = operators.Junctions.WatchAsync(new() { Junction = CrossCity.First }, Limit).GetAsyncEnumerator(Limit);
        var next = watched.MoveNextAsync().AsTask();
        await PlayUntilAsync(stream, field, () => next.IsCompleted);
        Assert.Equal((Mode.Manual, 2, 2), (watched.Current.Mode, watched.Current.Phase, watched.Current.Lanes.Count));
        await watched.DisposeAsync();

        await stream.DisposeAsync();
        await GridCity.Testing.Eventually.Is(
            async () => !(await operators.Junctions.GetAsync(new() { Junction = CrossCity.First })).Junction.Linked, "the end of the link is noted");
    }

    [Fact]
    public async Task Who_may_not_and_what_cannot_be_is_refused_by_name()
    {
        await using var silo = await TestSilo.StartAsync(CrossCity.Pack);
        var (operators, agent) = (await silo.ClientAsync(Role.Operator), await silo.ClientAsync(Role.Agent));
        var elsewhere = await silo.ClientAsync(Role.Operator, "operator-2", area: "999999");
        SetModeRequest Mode(Action<SetModeRequest> change)
        {
            var request = new SetModeRequest { CommandId = GridCityClient.NewCommandId(), Junction = CrossCity.First, Mode = Protos.Junction.V1.Mode.Plan, Reason = "a test" };
            change(request);
            return request;
        }

        await Refused.With(StatusCode.PermissionDenied, () => agent.Junctions.GetAsync(new() { Junction = CrossCity.First }));
        await Refused.With(StatusCode.PermissionDenied, () => elsewhere.Junctions.SetModeAsync(Mode(_ => { })));
        await Refused.With(StatusCode.NotFound, () => operators.Junctions.GetAsync(new() { Junction = "X-9" }));
        await Refused.Naming("mode", () => operators.Junctions.SetModeAsync(Mode(request => request.Mode = default)));
        await Refused.Naming("mode", () => operators.Junctions.SetModeAsync(Mode(request => request.Mode = Protos.Junction.V1.Mode.Escort)));
        await Refused.Naming("phase", () => operators.Junctions.SetModeAsync(Mode(request => request.Phase = 1)));
        await Refused.Naming("reason", () => operators.Junctions.SetModeAsync(Mode(request => request.Reason = "")));
        await Refused.Naming("page_size", () => operators.Junctions.ListAsync(new() { PageSize = 501 }));
        await Refused.Naming("hours[0].from", () => operators.Junctions.SetPlansAsync(new()
        {
            CommandId = GridCityClient.NewCommandId(), Junction = CrossCity.First, Hours = { new PlanHours { From = "7" } },
        }));
        await Refused.Naming("plans[0].steps[0].phase", () => operators.Junctions.SetPlansAsync(new()
        {
            CommandId = GridCityClient.NewCommandId(), Junction = CrossCity.First,
            Plans = { new SignalPlan { Code = "a", Steps = { new PlanStep { Phase = 9, Seconds = 20 } } } },
        }));
        await Refused.With(StatusCode.Unavailable, async () =>
        {
            await foreach (var _ in operators.Junctions.WatchAsync(new() { Junction = CrossCity.First }, Limit)) Assert.Fail("It is not linked.");
        });

        var listed = await operators.Junctions.ListAsync(new() { PageSize = 1 });
        Assert.Equal((CrossCity.First, CrossCity.First, Protos.Junction.V1.Mode.Plan), (listed.Junctions[0].Code, listed.NextPageToken, listed.Junctions[0].Mode));
        var rest = await operators.Junctions.ListAsync(new() { PageToken = listed.NextPageToken });
        Assert.Equal((CrossCity.Second, ""), (Assert.Single(rest.Junctions).Code, rest.NextPageToken));
    }

    /// <summary>The controller answers each order with a reading; the service's seconds are its clock.</summary>
    private static async Task PlayUntilAsync(RpcStream<Observed, Ordered> stream, FieldController field, Func<bool> isReached)
    {
        byte[] own = [(byte)Signal.Green, (byte)Signal.Red];
        while (!isReached())
        {
            Limit.ThrowIfCancellationRequested();
            var message = await stream.ReadAsync() ?? throw new InvalidOperationException("The stream has ended.");
            foreach (var welcome in message.Welcomes) field.Welcome(welcome);
            Assert.Empty(message.Rejections);
            foreach (var order in message.Orders)
            {
                field.Take(order);
                var shown = field.Obeyed?.Show ?? Google.Protobuf.ByteString.CopyFrom(own);
                await stream.SendAsync(new()
                {
                    Readings =
                    {
                        field.Sign(new() { Shown = shown, Halting = { 1, 1 }, Present = { 1, 1 }, Departed = { 1, 1 }, MeanSpeed = { 3, 3 }, Occupancy = { 20, 20 } }),
                    },
                });
            }
        }
    }
}
