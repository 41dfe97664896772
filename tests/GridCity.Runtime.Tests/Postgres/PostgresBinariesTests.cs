using GridCity.Runtime.Postgres;

namespace GridCity.Runtime.Tests.Postgres;

public sealed class PostgresBinariesTests
{
    private static readonly PostgresBinaries Old = new("/14", 14), Fifteen = new("/15", 15), Seventeen = new("/17", 17);

    [Fact]
    public void New_data_get_the_newest_binaries() =>
        Assert.Equal(Seventeen, PostgresBinaries.Choose([Fifteen, Seventeen, Old], majorOfData: null));

    [Fact]
    public void Data_keep_the_version_that_made_them() =>
        Assert.Equal(Fifteen, PostgresBinaries.Choose([Fifteen, Seventeen], majorOfData: 15));

    [Fact]
    public void What_is_missing_is_named_with_its_package()
    {
        var nothing = Assert.Throws<PrivatePostgresException>(() => PostgresBinaries.Choose([], majorOfData: null));
        var tooOld = Assert.Throws<PrivatePostgresException>(() => PostgresBinaries.Choose([Old], majorOfData: null));
        var other = Assert.Throws<PrivatePostgresException>(() => PostgresBinaries.Choose([Seventeen], majorOfData: 15));

        Assert.Contains("apt-get install postgresql", nothing.Message, StringComparison.Ordinal);
        Assert.Contains("14 in /14", tooOld.Message, StringComparison.Ordinal);
        Assert.Contains("apt-get install postgresql-15", other.Message, StringComparison.Ordinal);
    }
}
