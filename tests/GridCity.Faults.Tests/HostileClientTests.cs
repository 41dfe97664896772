using System.Buffers.Binary;
using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using GridCity.Faults.Tests.Book;
using GridCity.Faults.Tests.Hostile;
using GridCity.Faults.Tests.Support;
using GridCity.Protos.Admin.V1;
using GridCity.Protos.Query.V1;
using GridCity.Rpc;
using GridCity.Testing;
using GridCity.Testing.Silos;

namespace GridCity.Faults.Tests;

/// <summary>Clients that mean harm or know no better: an error to that one, service to the rest.</summary>
public sealed class HostileClientTests(SharedCity shared)
{
    private const int GarbageBytes = 4 * 1024 * 1024;
    private const int ConnectionsMax = 5_000;
    private const int WatchersMax = 20;

    /// <summary>What a silo may grow by under hostile clients: far above noise, far below all that they could make it keep.</summary>
    private const double GrowthMbMax = 300;

    private static readonly TimeSpan ServiceMax = TimeSpan.FromSeconds(60);

    /// <summary>Slowest answer to the others while there is no other load, on a busy machine.</summary>
    private static readonly TimeSpan LatencyMax = TimeSpan.FromSeconds(1);

    private static readonly RpcMethod<WatchRequest, WatchReply> WatchMethod =
        RpcMethod<WatchRequest, WatchReply>.Of(QueryReflection.Descriptor.Services[0], "Watch");
    private static readonly WatchRequest WholeCity = new() { Area = new() };
    private static readonly RpcMethod<GetVersionRequest, GetVersionReply> GetVersionMethod =
        RpcMethod<GetVersionRequest, GetVersionReply>.Of(AdminReflection.Descriptor.Services[0], "GetVersion");

    [Fact]
    public async Task Four_megabytes_of_garbage_cost_their_sender_the_connection_and_nobody_else_anything()
    {
        var city = await shared.TakeAsync();
        await using var load = city.StartLoad();
        await load.GoOnAsync(300, ServiceMax);
        var garbage = new byte[GarbageBytes];
        new Random(4).NextBytes(garbage);

        using (var bare = await RawHttp2.ConnectAsync(city.Places[0].Listen))
            Assert.True(await bare.IsHungUpOnAsync(garbage), "garbage in place of the preface is hung up on");
        using (var greeted = await RawHttp2.ConnectAsync(city.Places[0].Listen))
        {
            await greeted.GreetAsync();
            Assert.True(await greeted.IsHungUpOnAsync(garbage), "garbage in place of frames is hung up on");
        }

        var message = await StatusOfMessageAsync(city, garbage[..(GarbageBytes - 64)]);
        var tooLong = await StatusOfMessageAsync(city, [.. garbage, .. garbage]);
        await load.GoOnAsync(500, ServiceMax);
        await load.StopAsync();
        Assert.True(message is StatusCode.Internal or StatusCode.InvalidArgument, $"a message of garbage is answered {message}");
        Assert.Equal(StatusCode.ResourceExhausted, tooLong);
        city.IsSound = (await Trial.ConcludeAsync(
            city, "4 MB of garbage before the preface, as frames, as a message, and 8 MB as one",
            $"hung up on, hung up on, {message}, {tooLong}")).IsClean;
    }

    [Fact]
    public async Task Clients_that_never_read_their_stream_do_not_fill_the_memory_and_others_watch_on()
    {
        var city = await shared.TakeAsync();
        await using var load = city.StartLoad();
        await load.GoOnAsync(1_000, ServiceMax);
        var before = ProcessFacts.MemoryMb(city[0].Pid);
        var (seen, grown) = await WatchAsync(city, load, Programme.IsWhole ? 40_000 : 6_000, before);
        await load.StopAsync();
        Assert.NotEqual(0, seen);
        Assert.InRange(grown, -before, GrowthMbMax);
        city.IsSound = (await Trial.ConcludeAsync(
            city, $"{WatchersMax} clients that never read Watch", $"another one read {seen:N0} changes, memory {before:0} MB {grown:+0;-0} MB")).IsClean;
    }

    [Fact]
    public async Task Five_thousand_connections_do_not_keep_others_from_being_served()
    {
        var city = await shared.TakeAsync();
        var connections = new List<RawHttp2>();
        try
        {
            var before = ProcessFacts.MemoryMb(city[0].Pid);
            while (connections.Count < ConnectionsMax)
            {
                connections.Add(await RawHttp2.ConnectAsync(city.Places[0].Listen));
                await connections[^1].GreetAsync();
            }

            var slowest = await SlowestAsync(city);
            var grown = ProcessFacts.MemoryMb(city[0].Pid) - before;
            await using var load = city.StartLoad();
            await load.GoOnAsync(1_000, ServiceMax);
            await load.StopAsync();
            Assert.InRange(slowest, TimeSpan.Zero, LatencyMax);
            Assert.InRange(grown, -before, GrowthMbMax);
            city.IsSound = (await Trial.ConcludeAsync(
                city, $"{connections.Count:N0} connections held open",
                $"slowest of 500 other calls {slowest.TotalMilliseconds:0} ms, memory {before:0} MB {grown:+0;-0} MB")).IsClean;
        }
        finally
        {
            foreach (var connection in connections) connection.Dispose();
        }
    }

    /// <returns>Changes that a good client read meanwhile, and by how many MB the silo grew.</returns>
    private static async Task<(int Seen, double GrownMb)> WatchAsync(FaultCity city, Load load, int acts, double beforeMb)
    {
        using var channel = new RpcChannel(city.Places[0].Address);
        var options = new RpcCallOptions { Headers = city.Crew.Clerk };
        var deaf = Enumerable.Range(0, WatchersMax).Select(_ => channel.ServerStreaming(WatchMethod, WholeCity, options)).ToList();
        using var enough = new CancellationTokenSource();
        var seen = 0;
        var reading = Task.Run(async () =>
        {
            await using var good = channel.ServerStreaming(WatchMethod, WholeCity, options);
            await foreach (var _ in good.ReadAllAsync(enough.Token)) Interlocked.Increment(ref seen);
        });
        await load.GoOnAsync(acts, ServiceMax);
        await Eventually.Is(() => Volatile.Read(ref seen) > 0, "the good watcher sees changes");
        var grown = ProcessFacts.MemoryMb(city[0].Pid) - beforeMb;
        await enough.CancelAsync();
        await Task.WhenAny(reading);
        foreach (var stream in deaf) await stream.DisposeAsync();
        return (seen, grown);
    }

    private static async Task<TimeSpan> SlowestAsync(FaultCity city)
    {
        var slowest = TimeSpan.Zero;
        for (var calls = 0; calls < 500; calls++)
        {
            var asked = Stopwatch.GetTimestamp();
            await city.Gateway.AskAsync(GetVersionMethod, new(), city.Crew.Clerk, () => { });
            var took = Stopwatch.GetElapsedTime(asked);
            if (took > slowest) slowest = took;
        }

        return slowest;
    }

    /// <summary>A request that is right in all but its message.</summary>
    private static async Task<StatusCode> StatusOfMessageAsync(FaultCity city, byte[] message)
    {
        using var client = new HttpClient();
        var prefix = new byte[5];
        BinaryPrimitives.WriteInt32BigEndian(prefix.AsSpan(1), message.Length);
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(city.Places[0].Address, "/gridcity.hotline.v1.Hotline/Register"))
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = new ByteArrayContent([.. prefix, .. message]),
        };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/grpc");
        request.Headers.TE.Add(new("trailers"));
        request.Headers.Authorization = AuthenticationHeaderValue.Parse(city.Crew.Agent.GetText("authorization")!);
        using var response = await client.SendAsync(request);
        await response.Content.ReadAsByteArrayAsync();
        var status = response.TrailingHeaders.TryGetValues("grpc-status", out var after) ? after : response.Headers.GetValues("grpc-status");
        return (StatusCode)int.Parse(status.Single());
    }
}
