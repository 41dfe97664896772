using System.Reflection;
using System.Text;
using System.Text.Json.Nodes;
using GridCity.Grains.Cases;
using static GridCity.Grains.Tests.Town;

namespace GridCity.Grains.Tests.Stored;

/// <summary>
/// One committed file per stored name, written when the name was new. A file is never changed: if a test here fails,
/// history that is already stored would no longer be read.
/// </summary>
public sealed class FixtureTests
{
    private const string StateMark = ".state.";

    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Fixtures");

    public static TheoryData<string> Fixtures => [.. Files().Order(StringComparer.Ordinal)];

    public static TheoryData<string> Names => [.. StoredNames().Order(StringComparer.Ordinal)];

    public static TheoryData<string> Kinds => [.. GrainKinds.All.Keys.Order(StringComparer.Ordinal)];

    [Theory, MemberData(nameof(Fixtures))]
    public void What_was_stored_is_read_and_written_back_the_same(string name)
    {
        var json = File.ReadAllBytes(Path.Combine(Folder, $"{name}.json"));

        var again = WrittenBack(name, json);

        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(json), JsonNode.Parse(again)),
            $"{name}: {Encoding.UTF8.GetString(again)}");
    }

    [Theory, MemberData(nameof(Names))]
    public void Every_stored_name_has_a_fixture(string name) =>
        Assert.True(
            Files().Contains(name),
            $"Write Fixtures/{name}.json beside this test with every member filled in, and never change it again.");

    [Theory, MemberData(nameof(Kinds))]
    public void Every_state_has_a_fixture(string kind)
    {
        var cases = StateCases(GrainKinds.All[kind].Initial.GetType());
        var fixtures = Files().Count(file => file.StartsWith(kind + StateMark, StringComparison.Ordinal));

        Assert.Equal(cases, fixtures);
    }

    [Theory, MemberData(nameof(Names))]
    public void A_name_says_its_kind_and_its_version(string name) =>
        Assert.Matches($"^({string.Join('|', GrainKinds.All.Keys)})\\.[a-z-]+\\.v[1-9][0-9]*$", name);

    [Fact]
    public void No_name_is_used_twice() => Assert.Equal(StoredNames().Distinct().Count(), StoredNames().Count());

    [Fact]
    public void Chinese_text_is_stored_readable_and_what_is_absent_is_not_stored()
    {
        var stored = CaseKind.Kind.WriteEvent(new CaseEvent.Filed("0101-1", "井盖缺失", Morning));
        var bare = CaseKind.Kind.WriteEvent(new CaseEvent.Filed("0101-1", null, Morning));

        Assert.Contains("井盖缺失", Encoding.UTF8.GetString(stored.Json), StringComparison.Ordinal);
        Assert.DoesNotContain("note", Encoding.UTF8.GetString(bare.Json), StringComparison.Ordinal);
    }

    [Fact]
    public void Members_may_come_in_any_order_and_unknown_ones_are_skipped()
    {
        var read = CaseKind.Kind.ReadState(
            """{"later":1,"stageSince":"2026-05-04T08:00:00+00:00","ticket":{},"state":"voided"}"""u8);

        Assert.Equal(Morning, Assert.IsType<CaseState.Voided>(read).ClosedAt);
    }

    [Fact]
    public void A_name_of_a_newer_version_is_said_and_never_guessed() =>
        Assert.Throws<UnknownNameException>(() => CaseKind.Kind.ReadEvent("case.teleported.v1", "{}"u8));

    private static byte[] WrittenBack(string name, byte[] json)
    {
        var kind = GrainKinds.All[name.Split('.')[0]];
        if (name.Contains(StateMark, StringComparison.Ordinal)) return kind.WriteState(kind.ReadState(json));
        var stored = kind.EventNames.Contains(name)
            ? kind.WriteEvent(kind.ReadEvent(name, json))
            : kind.WriteCommand(kind.ReadCommand(name, json));
        Assert.Equal(name, stored.Name);
        return stored.Json;
    }

    private static IEnumerable<string> Files() =>
        Directory.EnumerateFiles(Folder, "*.json").Select(file => Path.GetFileNameWithoutExtension(file));

    private static IEnumerable<string> StoredNames() =>
        typeof(GrainKind).Assembly.GetTypes()
            .Select(type => type.GetCustomAttribute<StoredNameAttribute>()?.Name)
            .OfType<string>();

    private static int StateCases(Type initial) =>
        initial.DeclaringType is { } union
            ? union.GetNestedTypes().Count(type => type.IsSealed && type.IsSubclassOf(union))
            : 1;
}
