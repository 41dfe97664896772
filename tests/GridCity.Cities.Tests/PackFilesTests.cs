using GridCity.Cities.Files;
using GridCity.Cities.Tests.Support;

namespace GridCity.Cities.Tests;

public sealed class PackFilesTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Written_and_read_and_written_again_a_pack_is_the_same_to_the_byte(int seed)
    {
        using var first = new PackFolder(PackFolder.SmallTown(seed));
        using var second = new PackFolder(PackReader.Load(first.Path));

        Assert.Equal(PackFiles.All.Count, first.Contents().Count);
        Assert.Equal(first.Contents(), second.Contents());
    }

    [Fact]
    public void Names_may_have_commas_quotes_and_any_script()
    {
        var town = PackFolder.SmallTown();
        var name = new Model.LocalText("\u201c水\u201d、𠮷", "Water, \"gas\" & more");
        town = town with { Departments = town.Departments.SetItem(0, town.Departments[0] with { Name = name }) };
        using var folder = new PackFolder(town);

        Assert.Equal(name, PackReader.Load(folder.Path).Departments[0].Name);
    }

    [Fact]
    public void A_folder_without_a_city_is_named()
    {
        using var folder = new PackFolder(PackFolder.SmallTown());
        var away = Path.Combine(folder.Path, "nowhere");

        var error = Assert.Throws<PackException>(() => PackReader.Load(away));

        Assert.StartsWith($"{away} is no usable city:\ncity.json: cannot be read", error.Message);
    }

    [Fact]
    public void A_byte_order_mark_does_not_matter()
    {
        using var folder = new PackFolder(PackFolder.SmallTown());
        foreach (var file in new[] { PackFiles.Areas, PackFiles.Cells, PackFiles.City })
            File.WriteAllText(Path.Combine(folder.Path, file), "\uFEFF" + File.ReadAllText(Path.Combine(folder.Path, file)));

        Assert.Empty(folder.Check());
    }
}
