namespace GridCity.House.Tests;

public sealed class SealedTests
{
    [Theory, MemberData(nameof(ShippedAssemblies.Names), MemberType = typeof(ShippedAssemblies))]
    public void A_class_is_sealed_or_static_or_abstract(string assembly) =>
        Findings.None(
            ShippedAssemblies.TypesOf(assembly)
                .Where(type => type is { IsClass: true, IsSealed: false, IsAbstract: false }),
            "Seal these, or make them abstract or static:");

    [Theory, MemberData(nameof(ShippedAssemblies.Names), MemberType = typeof(ShippedAssemblies))]
    public void No_field_of_an_object_is_public(string assembly) =>
        Findings.None(
            ShippedAssemblies.TypesOf(assembly)
                .Where(type => !type.IsEnum)
                .SelectMany(type => type.GetFields())
                .Where(field => !field.IsStatic)
                .Select(field => $"{field.DeclaringType}.{field.Name}"),
            "Make these properties:");

    [Fact]
    public void Every_shipped_project_is_looked_at() =>
        Findings.None(
            Repository.ShippedProjects.Select(Repository.NameOf)
                .Where(name => !name.EndsWith(".Orleans", StringComparison.Ordinal))
                .Except(ShippedAssemblies.Names.Select(row => row.Data)),
            "These assemblies are not beside the tests; look at the project references of GridCity.House.Tests:");
}
