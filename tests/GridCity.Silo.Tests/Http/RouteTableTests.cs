using Google.Protobuf.Reflection;
using GridCity.Protos.Desk.V1;
using GridCity.Silo.Edges.Http;

namespace GridCity.Silo.Tests.Http;

/// <summary>Every method of the contracts is in the table of HTTP/JSON, or has its reason for not being there.</summary>
public sealed class RouteTableTests
{
    /// <summary>All methods of all services in the assembly of the contracts, found without the table.</summary>
    private static readonly MethodDescriptor[] Methods =
    [
        .. from type in typeof(DeskReflection).Assembly.GetTypes()
           where type.Name.EndsWith("Reflection", StringComparison.Ordinal)
           let file = (FileDescriptor)type.GetProperty("Descriptor")!.GetValue(null)!
           from service in file.Services
           from method in service.Methods
           select method,
    ];

    [Fact]
    public void Every_method_has_a_route_or_a_reason_for_having_none()
    {
        var routed = HttpRoutes.All.Select(route => route.Method.FullName).ToHashSet();
        var missing = Methods.Select(method => method.FullName).Where(name => !routed.Contains(name) && !HttpRoutes.Without.ContainsKey(name)).ToList();

        Assert.True(Methods.Length > 50);
        Assert.True(missing.Count == 0, $"Give these a row in {nameof(HttpRoutes)}.All, or a reason in .Without:\n{string.Join('\n', missing)}");
    }

    [Fact]
    public void A_method_with_a_reason_is_there_and_has_no_route()
    {
        var names = Methods.Select(method => method.FullName).ToHashSet();
        var routed = HttpRoutes.All.Select(route => route.Method.FullName).ToHashSet();

        Assert.All(HttpRoutes.Without.Keys, name => Assert.Contains(name, names));
        Assert.All(HttpRoutes.Without.Keys, name => Assert.DoesNotContain(name, routed));
    }

    [Fact]
    public void No_two_routes_share_verb_and_path() =>
        Assert.Equal(HttpRoutes.All.Length, HttpRoutes.All.Select(route => route.ToString()).Distinct().Count());

    [Fact]
    public void A_get_changes_nothing() =>
        Assert.All(
            HttpRoutes.All.Where(route => route.Verb == "GET"),
            route => Assert.Null(route.Method.InputType.FindFieldByName("command_id")));
}
