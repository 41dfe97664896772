using GridCity.Grains.Cases;

namespace GridCity.Grains.Tests.Cases;

public sealed class CaseIdTests
{
    private static readonly Guid Command = Guid.Parse("0197a0b0-c0d0-7123-9456-789abcdef012");

    [Fact]
    public void The_same_caller_and_command_found_the_same_case() =>
        Assert.Equal(CaseId.Derive("desk", Command), CaseId.Derive("desk", Command));

    [Fact]
    public void An_id_is_a_version_8_uuid_that_keeps_the_time_of_the_command()
    {
        var id = CaseId.Derive("desk", Command).Value;

        Assert.Equal("0197a0b0c0d0", id[..12]);
        Assert.Equal('8', id[12]);
        Assert.Contains(id[16], "89ab");
        Assert.Equal(id, Guid.ParseExact(id, "N").ToString("N"));
    }

    [Fact]
    public void An_id_is_the_same_in_every_release() =>
        Assert.Equal("0197a0b0c0d08a139d1611d06d816b30", CaseId.Derive("desk", Command).Value);

    [Theory]
    [InlineData("other", "0197a0b0-c0d0-7123-9456-789abcdef012")]
    [InlineData("desk", "0197a0b0-c0d0-7123-9456-789abcdef013")]
    public void Another_caller_or_command_founds_another_case(string caller, string command) =>
        Assert.NotEqual(CaseId.Derive("desk", Command), CaseId.Derive(caller, Guid.Parse(command)));

    [Fact]
    public void Later_commands_found_later_ids()
    {
        var ids = Enumerable.Range(0, 50)
            .Select(hour => CaseId.Derive("desk", Guid.CreateVersion7(Town.Morning.AddHours(hour))).Value)
            .ToList();

        Assert.Equal(ids.Order(StringComparer.Ordinal), ids);
    }

    [Fact]
    public void An_id_and_its_grain_name_each_other()
    {
        var id = CaseId.Derive("desk", Command);

        Assert.Equal(id, CaseId.Of(id.Grain));
        Assert.Throws<ArgumentException>(() => CaseId.Of(Town.CellGrain));
    }
}
