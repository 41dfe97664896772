using GridCity.Rpc.Json.Documents;
using GridCity.Rpc.Json.Server;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.OpenApi;

namespace GridCity.Rpc.Json;

/// <summary>Answers methods of gRPC services over HTTP/JSON too: the same methods, called in this process.</summary>
public static class JsonHosting
{
    /// <summary>Name of the OpenAPI document: it is served as <c>/openapi/v1.json</c>.</summary>
    private const string DocumentName = "v1";

    /// <summary>Registers the OpenAPI document of the routes; <see cref="MapRpcJson"/> serves it.</summary>
    public static IServiceCollection AddRpcJson(this IServiceCollection collection, JsonApi api) =>
        collection.AddOpenApi(DocumentName, options =>
        {
            options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
            // The routes are not handlers with parameters that could be looked at: the table says it all.
            options.ShouldInclude = static _ => false;
            options.AddDocumentTransformer((document, _, _) =>
            {
                new DocumentWriter(api, document).Write();
                return Task.CompletedTask;
            });
        });

    /// <summary>Maps the routes and the OpenAPI document.</summary>
    /// <exception cref="ArgumentException">A route's method is not one of the services'.</exception>
    public static void MapRpcJson(this IEndpointRouteBuilder endpoints, JsonApi api)
    {
        var logging = endpoints.ServiceProvider.GetService<ILoggerFactory>() ?? NullLoggerFactory.Instance;
        var log = logging.CreateLogger("GridCity.Rpc.Json");
        var methods = api.Services.Methods.ToDictionary(method => method.Method.Descriptor.FullName);
        foreach (var route in api.Routes)
        {
            var handler = methods.TryGetValue(route.Method.FullName, out var method)
                ? method.Accept(new RouteHandlerFactory(api, route, log))
                : throw new ArgumentException($"{route} is no method of the services.");
            endpoints.MapMethods(route.Path, [route.Verb], (RequestDelegate)handler.HandleAsync);
        }

        endpoints.MapOpenApi();
    }

    /// <summary>Answers with a refusal, as the routes do; nothing was sent yet.</summary>
    public static Task WriteProblemAsync(this HttpContext http, RpcException refusal) => Problem.Of(refusal).WriteAsync(http);

    /// <summary>Gives answers without a body, such as those to an unknown path or a wrong verb, one: a problem (RFC 9457).</summary>
    public static IApplicationBuilder UseJsonProblems(this IApplicationBuilder app) =>
        app.UseStatusCodePages(pages => Problem.Of(pages.HttpContext).WriteAsync(pages.HttpContext));
}
