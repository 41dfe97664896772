using GridCity.Grains;
using GridCity.Grains.Orleans;

namespace GridCity.Cluster.Tests;

/// <summary>A grain kind without its Orleans grain is not done.</summary>
public sealed class KindsTests
{
    public static TheoryData<string> Kinds { get; } = [.. GrainKinds.All.Keys];

    [Theory, MemberData(nameof(Kinds))]
    public void Every_kind_has_its_Orleans_grain(string name)
    {
        var kind = OrleansKinds.All.Of(new(name, "any"));

        Assert.Same(GrainKinds.All[name], kind.Kind);
        var grain = Assert.Single(GrainClasses, type => type.IsAssignableTo(kind.Grain));
        Assert.Equal(name, NameOnOrleans(grain));
        Assert.Equal($"I{grain.Name}", kind.Grain.Name);
    }

    [Fact]
    public void Nothing_else_runs_on_Orleans() =>
        Assert.Equal(GrainKinds.All.Keys.Order(), GrainClasses.Select(NameOnOrleans).Order());

    private static IEnumerable<Type> GrainClasses =>
        typeof(OrleansKinds).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Grain)) && !type.IsAbstract);

    private static string NameOnOrleans(Type grain) => (string)Assert.Single(
        grain.GetCustomAttributesData(), data => data.AttributeType == typeof(GrainTypeAttribute)).ConstructorArguments[0].Value!;
}
