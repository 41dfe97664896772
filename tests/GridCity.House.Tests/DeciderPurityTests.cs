using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using GridCity.Grains;

namespace GridCity.House.Tests;

/// <summary>
/// A decider has no clock, no randomness and no input or output. The analyzer says so while one types; these tests say
/// that the analyzer is on, and look into the compiled assembly for what it might have been talked out of.
/// </summary>
public sealed class DeciderPurityTests
{
    private const string Project = "grains/GridCity.Grains/GridCity.Grains.csproj";
    private const string List = "grains/GridCity.Grains/BannedSymbols.txt";

    [Theory]
    [InlineData("P:System.DateTime.UtcNow")]
    [InlineData("P:System.DateTimeOffset.UtcNow")]
    [InlineData("P:System.TimeProvider.System")]
    [InlineData("M:System.Guid.NewGuid")]
    [InlineData("T:System.Random")]
    [InlineData("N:System.IO")]
    [InlineData("N:System.Threading")]
    public void The_list_bans(string symbol) => Assert.Contains(symbol, Banned().Select(ban => ban.Symbol));

    [Fact]
    public void Each_ban_says_what_to_do_instead() => Assert.All(Banned(), ban => Assert.NotEmpty(ban.Instead));

    [Fact]
    public void The_analyzer_reads_the_list()
    {
        var project = Repository.ReadXml(Project);

        Assert.Contains("Microsoft.CodeAnalysis.BannedApiAnalyzers", Includes(project.Descendants("PackageReference")));
        Assert.Contains("BannedSymbols.txt", Includes(project.Descendants("AdditionalFiles")));
        Assert.Equal(["true"], Repository.ReadXml("Directory.Build.props").Descendants("TreatWarningsAsErrors")
            .Select(rule => rule.Value));
    }

    [Fact]
    public void Nobody_switches_the_analyzer_off()
    {
        var rule = "RS" + "0030";
        string[] kinds = [".cs", ".csproj", ".props", ".targets", ".editorconfig"];
        var files = Repository.Files.Where(file => kinds.Contains(Path.GetExtension(file)));

        Findings.None(
            Repository.Lines(files, (_, line) => line.Contains(rule, StringComparison.Ordinal)),
            "A decider that needs this needs it in its context instead:");
    }

    [Fact]
    public void The_compiled_deciders_use_nothing_banned()
    {
        var banned = Banned().Select(ban => ban.Symbol).ToHashSet();

        Findings.None(
            UsedBy(typeof(GrainKind).Assembly.Location).Where(banned.Contains).Distinct(), $"{List} bans these:");
    }

    private static IEnumerable<(string Symbol, string Instead)> Banned() =>
        Repository.Read(List)
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split(';'))
            .Select(parts => (parts[0], parts.ElementAtOrDefault(1) ?? ""));

    private static IEnumerable<string> Includes(IEnumerable<System.Xml.Linq.XElement> items) =>
        items.Select(item => (string?)item.Attribute("Include") ?? "");

    /// <summary>
    /// Foreign types and members in the notation of the list; of a method the name without its parameters.
    /// </summary>
    private static List<string> UsedBy(string assembly)
    {
        using var file = new PEReader(File.OpenRead(assembly));
        var metadata = file.GetMetadataReader();
        var used = new List<string>();
        foreach (var handle in metadata.TypeReferences)
        {
            var type = metadata.GetTypeReference(handle);
            used.AddRange([$"N:{metadata.GetString(type.Namespace)}", $"T:{NameOf(metadata, type)}"]);
        }

        foreach (var handle in metadata.MemberReferences)
        {
            var member = metadata.GetMemberReference(handle);
            if (member.Parent.Kind != HandleKind.TypeReference) continue;
            var type = NameOf(metadata, metadata.GetTypeReference((TypeReferenceHandle)member.Parent));
            var name = metadata.GetString(member.Name);
            used.Add(name.StartsWith("get_", StringComparison.Ordinal) ? $"P:{type}.{name[4..]}" : $"M:{type}.{name}");
        }

        return used;
    }

    private static string NameOf(MetadataReader metadata, TypeReference type) =>
        $"{metadata.GetString(type.Namespace)}.{metadata.GetString(type.Name)}";
}
