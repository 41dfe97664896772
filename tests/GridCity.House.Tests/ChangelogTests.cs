namespace GridCity.House.Tests;

/// <summary>The form is that of keepachangelog.com, so that a release only has to name the top section.</summary>
public sealed class ChangelogTests
{
    private const string Unreleased = "## [Unreleased]";

    private static readonly string[] Sections =
        ["### Added", "### Changed", "### Deprecated", "### Removed", "### Fixed", "### Security"];

    private static readonly string[] Lines = Repository.Read("CHANGELOG.md").Split('\n');

    [Fact]
    public void It_begins_with_what_is_not_released_yet() =>
        Assert.Equal(Unreleased, Lines.First(line => line.StartsWith("## ", StringComparison.Ordinal)));

    [Fact]
    public void Every_release_has_a_version_and_a_day() =>
        Assert.All(
            Lines.Where(line => line.StartsWith("## ", StringComparison.Ordinal) && line != Unreleased),
            line => Assert.Matches(@"^## \[\d+\.\d+\.\d+\] - \d{4}-\d{2}-\d{2}$", line));

    [Fact]
    public void Changes_stand_in_known_sections() =>
        Assert.All(Lines.Where(line => line.StartsWith("###", StringComparison.Ordinal)), line =>
            Assert.Contains(line, Sections));
}
