using GridCity.Silo.Edges;

namespace GridCity.Silo.Tests.Citizens;

/// <summary>What in words belongs to a person, and what only looks like it.</summary>
public sealed class PersonalDataTests
{
    [Theory]
    [InlineData("Call me: 13812345678 after six", "phone")]
    [InlineData("电话138 1234 5678。", "phone")]
    [InlineData("打０５７１－８７６５４３２１找我", "phone")]
    [InlineData("+44 20 7946 0958", "phone")]
    [InlineData("身份证11010519491231002X", "id_number")]
    [InlineData("card 4111 1111 1111 1111", "bank_card")]
    [InlineData("浙A12345挡住了人行道", "plate")]
    [InlineData("新能源车浙AD12345", "plate")]
    [InlineData("write to li.na@example.org", "email")]
    public void What_belongs_to_a_person_is_found(string text, string kind) => Assert.Equal([kind], PersonalData.Kinds(text));

    [Theory]
    [InlineData("")]
    [InlineData("The cover in front of 9 Lake Road, lamp 4012, is broken since 2026-03-02 08:15.")]
    [InlineData("Case 2026030200000042 again")]
    [InlineData("110105194912310021")]
    [InlineData("11010519491331002X")]
    [InlineData("4111 1111 1111 1112")]
    [InlineData("component 3301060210000123457")]
    [InlineData("上午A12345号楼")]
    public void What_only_looks_like_it_is_left(string text) => Assert.Empty(PersonalData.Kinds(text));

    [Fact]
    public void What_is_found_is_masked_in_its_place_and_plates_stay() =>
        Assert.Equal(
            "Ask ••• or •••, car 浙A12345, id •••.",
            PersonalData.Masked("Ask 13812345678 or li@example.org, car 浙A12345, id 11010519491231002X."));

    [Fact]
    public void All_sorts_in_one_text_are_named_once() =>
        Assert.Equal(["phone", "plate"], PersonalData.Kinds("浙A12345 and 浙A54321, 13812345678, 13912345678"));
}
