using System.Text.RegularExpressions;

namespace GridCity.House.Tests;

public sealed partial class SolutionTests
{
    private static readonly string Solution = Repository.Read("GridCity.sln").Replace('\\', '/');

    public static TheoryData<string> Projects => [.. Repository.Projects];

    public static TheoryData<string> Suites =>
        [.. Repository.Files.Where(file => file.StartsWith("tests/", StringComparison.Ordinal))
            .Select(file => file.Split('/')[1])
            .Where(folder => folder.EndsWith(".Tests", StringComparison.Ordinal))
            .Distinct()];

    [Theory, MemberData(nameof(Projects))]
    public void Every_project_is_in_the_solution(string project) =>
        Assert.Contains($"\"{project}\"", Solution, StringComparison.Ordinal);

    /// <summary>This is how <c>ops/test</c> finds the suites it runs.</summary>
    [Theory, MemberData(nameof(Suites))]
    public void Every_suite_is_a_project_named_after_its_folder(string suite) =>
        Assert.Contains($"tests/{suite}/{suite}.csproj", Repository.Projects);

    [Fact]
    public void Facts_stand_in_suites_that_are_run()
    {
        var stray = Repository.Sources
            .Where(file => !file.Split('/')[1].EndsWith(".Tests", StringComparison.Ordinal))
            .Where(file => Repository.Read(file) is var text && Fact().IsMatch(text) && !Inherited().IsMatch(text));

        Findings.None(stray, "Nothing runs the facts in these files; move them to a project under tests/*.Tests:");
    }

    [Fact]
    public void The_tests_of_every_commit_are_the_tests_of_the_developer()
    {
        Assert.Matches("""/ops/test" --all""", Repository.Read(".ci/run"));
        Assert.Contains("/tests/*.Tests/*.Tests.csproj", Repository.Read("ops/test"), StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Projects))]
    public void No_project_sets_a_house_rule_for_itself(string project)
    {
        string[] rules =
            ["TreatWarningsAsErrors", "Nullable", "EnforceCodeStyleInBuild", "LangVersion", "TargetFramework"];

        Findings.None(
            Repository.ReadXml(project).Descendants().Select(element => element.Name.LocalName).Intersect(rules),
            "These are set for all in Directory.Build.props:");
    }

    [Theory, MemberData(nameof(Projects))]
    public void Versions_of_packages_stand_in_one_file(string project) =>
        Findings.None(
            Repository.ReadXml(project).Descendants("PackageReference")
                .Where(package =>
                    package.Attribute("Version") is not null || package.Attribute("VersionOverride") is not null),
            "Move these versions to Directory.Packages.props:");

    [GeneratedRegex(@"^\s*\[(Fact|Theory)\b", RegexOptions.Multiline)]
    private static partial Regex Fact();

    /// <summary>A conformance suite: its facts run in the classes that inherit them.</summary>
    [GeneratedRegex(@"\babstract (partial )?class\b")]
    private static partial Regex Inherited();
}
