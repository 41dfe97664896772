using System.Diagnostics;
using GridCity.Bench.Load;
using GridCity.Bench.Results;
using GridCity.Protos.Desk.V1;
using GridCity.Rpc;
using GridCity.Rpc.Binding;
using GridCity.Rpc.Client;
using Case = GridCity.Protos.Type.V1.Case;

namespace GridCity.Bench.Edges;

/// <summary>
/// HTTP/JSON beside gRPC: the same operation on the same silo by as many callers through real sockets, in turns, so that a
/// slow minute hits both. Reading a case with its timeline, and registering one.
/// </summary>
internal sealed class HttpMeasure(EdgeSilo city, EdgeSettings settings)
{
    private const double RatioMin = 0.5;

    private const int Turns = 3;

    private const int CasesRead = 1_000;

    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(2);

    private static readonly RpcMethod<GetCaseRequest, Case> GetCase =
        RpcMethod<GetCaseRequest, Case>.Of(DeskReflection.Descriptor.Services[0], "GetCase");

    private readonly CityDesk _desk = new(city.Channel, city.Tokens);

    public static async Task<EdgeMeasured> RunAsync(EdgeSettings settings)
    {
        await using var city = await EdgeSilo.StartAsync(settings);
        return new(await new HttpMeasure(city, settings).MeasureAsync(), city.Durability);
    }

    private async Task<Measure> MeasureAsync()
    {
        var random = new Random(0);
        var cases = new List<string>();
        while (cases.Count < CasesRead) cases.Add(await _desk.RegisterAsync(Reports.One(random)));
        var read = await CompareAsync(
            picks => city.Channel.UnaryAsync(GetCase, new() { CaseId = cases[picks.Next(CasesRead)] }, new RpcCallOptions { Headers = city.Tokens.Clerk }),
            (desk, picks) => desk.GetCaseAsync(cases[picks.Next(CasesRead)]), city.Tokens.Clerk);
        var register = await CompareAsync(
            picks => _desk.RegisterAsync(Reports.One(picks)), (desk, picks) => desk.RegisterAsync(Reports.One(picks)), city.Tokens.Agent);
        return Judge(read, register);
    }

    /// <summary>The bar counts for both operations: the measure shows the one with the lower ratio.</summary>
    private Measure Judge(Compared read, Compared register)
    {
        var worse = read.Ratio < register.Ratio ? read : register;
        return new()
        {
            Rate = worse.Http,
            Ceiling = worse.Grpc,
            P50Ms = worse.Latencies.Quantile(0.5),
            P99Ms = worse.Latencies.Quantile(0.99),
            Seconds = settings.Length.TotalSeconds,
            Details = new()
            {
                ["beside"] = "gRPC", ["callers"] = settings.Callers,
                ["get_case"] = read.Words(), ["register"] = register.Words(),
            },
            Missed = worse.Ratio < RatioMin ? $"ratio under {RatioMin}" : null,
        };
    }

    private async Task<Compared> CompareAsync(Func<Random, Task> grpc, Func<HttpDesk, Random, Task> http, RpcMetadata token)
    {
        var desks = Enumerable.Range(0, settings.Callers)
            .Select(_ => new HttpDesk(new($"http://{city.Place.Http}"), token.GetText("authorization")!)).ToList();
        var overGrpc = Acts((_, picks) => grpc(picks));
        var overHttp = Acts((caller, picks) => http(desks[caller], picks));
        var (compared, length) = (new Compared(), settings.Length / (2 * Turns));
        await RateAsync(overGrpc, WarmUp, new());
        await RateAsync(overHttp, WarmUp, new());
        for (var turn = 0; turn < Turns; turn++)
        {
            compared.GrpcRates.Add(await RateAsync(overGrpc, length, new()));
            compared.HttpRates.Add(await RateAsync(overHttp, length, compared.Latencies));
        }

        desks.ForEach(desk => desk.Dispose());
        return compared;
    }

    private Func<Task>[] Acts(Func<int, Random, Task> act) =>
    [
        .. Enumerable.Range(0, settings.Callers).Select(caller => (Caller: caller, Picks: new Random(caller)))
            .Select(one => (Func<Task>)(() => act(one.Caller, one.Picks))),
    ];

    private static async Task<double> RateAsync(Func<Task>[] acts, TimeSpan length, Latencies latencies)
    {
        var start = Stopwatch.GetTimestamp();
        var done = await Callers.AsFastAsPossibleAsync(acts, length, latencies);
        return done / Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    /// <summary>One operation through both doors.</summary>
    private sealed class Compared
    {
        public List<double> GrpcRates { get; } = [];

        public List<double> HttpRates { get; } = [];

        /// <summary>Over HTTP.</summary>
        public Latencies Latencies { get; } = new();

        public double Grpc => Median(GrpcRates);

        public double Http => Median(HttpRates);

        public double Ratio => Http / Grpc;

        public Dictionary<string, double> Words() =>
            new() { ["http"] = Math.Round(Http), ["grpc"] = Math.Round(Grpc), ["ratio"] = Math.Round(Ratio, 3) };

        private static double Median(List<double> rates) => rates.Order().ElementAt(rates.Count / 2);
    }
}
