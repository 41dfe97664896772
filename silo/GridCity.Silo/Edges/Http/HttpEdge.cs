using GridCity.Protos.Desk.V1;
using GridCity.Rpc;
using GridCity.Rpc.Json;
using GridCity.Silo.Access;
using GridCity.Silo.Operations;

namespace GridCity.Silo.Edges.Http;

/// <summary>HTTP/JSON for browsers and small integrations: the methods of the gRPC services in other clothes (docs/http.md).</summary>
internal static class HttpEdge
{
    /// <summary>What JavaScript of an allowed origin may read of an answer besides its body.</summary>
    private static readonly string[] ExposedHeaders = ["ETag", "Retry-After"];

    public static JsonApi Api(RpcServices services) => new(services, HttpRoutes.All)
    {
        Title = "GridCity",
        Description = "The operations of the gRPC contracts over HTTP/JSON.",
        Version = BuildInfo.Version,
        Comments = ReadComments(),
        RequireStill = call => CallSession.Of(call).RequireStillAsync(),
    };

    public static void Add(IServiceCollection collection, JsonApi api, IReadOnlyList<string> origins)
    {
        collection.AddRpcJson(api);
        collection.AddCors(cors => cors.AddDefaultPolicy(policy => policy
            .WithOrigins([.. origins]).AllowAnyHeader().WithMethods("GET", "POST", "PUT").WithExposedHeaders(ExposedHeaders)));
    }

    /// <summary>Its place is behind routing, before the endpoints.</summary>
    public static void Use(WebApplication app, JsonApi api)
    {
        app.UseCors();
        app.MapRpcJson(api);
    }

    private static ProtoComments ReadComments()
    {
        using var set = typeof(DeskReflection).Assembly.GetManifestResourceStream("contract.pb")!;
        return ProtoComments.Read(set);
    }
}
