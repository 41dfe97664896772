using System.Globalization;
using GridCity.Rpc.Load;

// serve KIND                                 starts a server, prints its port, ends when its input ends
// load PORT [CALLERS CONNECTIONS SECONDS]    measures a server that runs
// compare [CALLERS CONNECTIONS SECONDS]      measures every kind in turn, twice, each in a fresh process
return args switch
{
    ["serve", var kind] => await ServeAsync(Enum.Parse<EchoKind>(kind, ignoreCase: true)),
    ["load", var port, .. var rest] => Load(Number(port), Shape(rest)),
    ["compare", .. var rest] => Compare(Shape(rest)),
    _ => Usage(),
};

static async Task<int> ServeAsync(EchoKind kind)
{
    await using var app = await EchoServer.StartAsync(kind);
    Console.WriteLine(new Uri(app.Urls.First()).Port);
    await Console.In.ReadToEndAsync();
    return 0;
}

static int Load(int port, (int Callers, int Connections, int Seconds) shape)
{
    Console.WriteLine(EchoLoad.Run(new EchoPlan(port, shape.Callers, shape.Connections, shape.Seconds)));
    return 0;
}

static int Compare((int Callers, int Connections, int Seconds) shape)
{
    foreach (var kind in (EchoKind[])[.. Enum.GetValues<EchoKind>(), .. Enum.GetValues<EchoKind>()])
    {
        var measure = EchoMeasure.Run(kind, shape.Callers, shape.Connections, shape.Seconds);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{kind,-8} {measure.Result.Rate,9:N0}/s  p50 {measure.Result.P50Ms:F3} ms"
            + $"  p99 {measure.Result.P99Ms:F3} ms  server {measure.ServerMicroseconds:F2} us/call"));
    }
    return 0;
}

static (int Callers, int Connections, int Seconds) Shape(string[] rest) => (
    rest.Length > 0 ? Number(rest[0]) : 64,
    rest.Length > 1 ? Number(rest[1]) : 1,
    rest.Length > 2 ? Number(rest[2]) : 10);

static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

static int Usage()
{
    Console.Error.WriteLine(
        "usage: serve KIND | load PORT [CALLERS CONNECTIONS SECONDS] | compare [CALLERS CONNECTIONS SECONDS]");
    return 2;
}
