using System.Text.Json.Nodes;

namespace GridCity.Silo.Operations;

/// <summary>The HTTP/1.1 side for probes and monitoring.</summary>
internal static class OperationsEndpoints
{
    public static void Map(IEndpointRouteBuilder app, Readiness readiness, string engine, PrometheusText metrics)
    {
        app.MapGet("/health/live", () => Results.Text("live"));
        app.MapGet("/health/ready", async (CancellationToken cancellation) =>
            await readiness.WhyNotAsync(cancellation) is { } why
                ? Results.Text(why, statusCode: StatusCodes.Status503ServiceUnavailable)
                : Results.Text("ready"));
        app.MapGet("/version", () => Results.Text(Version(engine).ToJsonString(), "application/json"));
        app.MapGet("/metrics", () => Results.Text(metrics.Write(), PrometheusText.ContentType));
    }

    private static JsonObject Version(string engine) =>
        new() { ["version"] = BuildInfo.Version, ["build"] = BuildInfo.Build, ["engine"] = engine };
}
