namespace GridCity.House.Tests;

/// <summary>Dependencies point one way: grains know nothing, the runtime knows grains, edges know both.</summary>
public sealed class DependencyTests
{
    /// <summary>Every shipped project and what it may know of ours. A new project gets its line here.</summary>
    private static readonly Dictionary<string, string[]> MayKnow = new()
    {
        ["GridCity.Grains"] = [],
        ["GridCity.Cities"] = [],
        ["GridCity.Sumo"] = ["GridCity.Grains"],
        ["GridCity.Rpc"] = [],
        ["GridCity.Rpc.AspNetCore"] = ["GridCity.Rpc"],
        ["GridCity.Rpc.Json"] = ["GridCity.Rpc"],
        ["GridCity.Protos"] = [],
        ["GridCity.Runtime"] = ["GridCity.Grains"],
        ["GridCity.Grains.Orleans"] = ["GridCity.Grains", "GridCity.Runtime"],
        ["GridCity.Client"] = ["GridCity.Protos", "GridCity.Rpc"],
        ["GridCity.Cli"] = ["GridCity.Cities", "GridCity.Client", "GridCity.Protos", "GridCity.Rpc", "GridCity.Sumo"],
        ["GridCity.Samples.CallCentre"] = ["GridCity.Client", "GridCity.Protos", "GridCity.Rpc"],
        ["GridCity.Samples.Handheld"] = ["GridCity.Client", "GridCity.Protos", "GridCity.Rpc"],
        ["GridCity.Samples.Operations"] = ["GridCity.Client", "GridCity.Protos", "GridCity.Rpc"],
        ["GridCity.Silo"] =
        [
            "GridCity.Cities", "GridCity.Grains", "GridCity.Grains.Orleans", "GridCity.Protos", "GridCity.Rpc", "GridCity.Rpc.AspNetCore",
            "GridCity.Rpc.Json", "GridCity.Runtime",
        ],
    };

    public static TheoryData<string> Shipped => [.. Repository.ShippedProjects];

    [Theory, MemberData(nameof(Shipped))]
    public void A_project_refers_only_to_what_it_may_know(string project)
    {
        var name = Repository.NameOf(project);
        Assert.True(MayKnow.ContainsKey(name), $"{name} is new: say in {nameof(MayKnow)} what it may know.");

        Findings.None(Repository.ReferencesOf(project).Except(MayKnow[name]), $"{name} must not know:");
    }

    [Theory, MemberData(nameof(ShippedAssemblies.Names), MemberType = typeof(ShippedAssemblies))]
    public void An_assembly_uses_only_what_it_may_know(string name)
    {
        var used = ShippedAssemblies.Load(name).GetReferencedAssemblies()
            .Select(reference => reference.Name!)
            .Where(reference => reference.StartsWith("GridCity.", StringComparison.Ordinal));

        Findings.None(used.Except(MayKnow[name]), $"{name} must not know:");
    }

    [Fact]
    public void Grains_need_no_package_at_run_time()
    {
        var packages = Repository.ReadXml("grains/GridCity.Grains/GridCity.Grains.csproj")
            .Descendants("PackageReference");

        Assert.All(packages, package => Assert.Equal("all", (string?)package.Attribute("PrivateAssets")));
    }
}
