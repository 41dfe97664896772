using GridCity.Runtime.Privacy;
using GridCity.Testing;

namespace GridCity.Runtime.Tests.Privacy;

public sealed class CityKeyTests
{
    private const string Field = "case.description";

    [Fact]
    public async Task The_key_file_is_for_its_owner_only()
    {
        using var folder = new TestFolder();
        var path = Path.Combine(folder.Path, "keys", "city.keys");

        await CityKeyFile.OpenOrMakeAsync(path);

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
        Assert.Equal(["city.keys"], Directory.GetFiles(Path.GetDirectoryName(path)!).Select(Path.GetFileName));
    }

    [Fact]
    public async Task A_key_file_open_to_everyone_is_refused()
    {
        using var folder = new TestFolder();
        var path = Path.Combine(folder.Path, "city.keys");
        await CityKeyFile.OpenOrMakeAsync(path);
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.OtherRead);

        var error = await Assert.ThrowsAsync<CityKeyException>(() => CityKeyFile.OpenOrMakeAsync(path));

        Assert.Contains("chmod 600", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("lookup AAAA\n1 AAAA\n")]
    [InlineData("1 AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n")]
    [InlineData("what is this\n")]
    public async Task A_file_that_is_no_key_file_is_refused_and_left_alone(string text)
    {
        using var folder = new TestFolder();
        var path = Path.Combine(folder.Path, "city.keys");
        await File.WriteAllTextAsync(path, text);
        File.SetUnixFileMode(path, UnixFileMode.UserRead);

        await Assert.ThrowsAsync<CityKeyException>(() => CityKeyFile.OpenOrMakeAsync(path));

        Assert.Equal(text, await File.ReadAllTextAsync(path));
    }

    [Fact]
    public async Task Silos_that_make_the_file_at_once_agree()
    {
        using var folder = new TestFolder();
        var path = Path.Combine(folder.Path, "city.keys");

        var files = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => CityKeyFile.OpenOrMakeAsync(path)));

        Assert.Single(files.Select(file => Convert.ToHexString(file.Lookup.Fingerprint)).Distinct());
    }

    [Fact]
    public async Task After_a_rotation_everything_opens_and_the_old_key_is_gone()
    {
        await using var it = await PrivacyUnderTest.OpenAsync();
        var people = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => it.Keys.PersonOfAsync($"+86571{i:00000000}")));
        var values = await Task.WhenAll(people.Select(person => it.Fields.SealAsync(person, Field, $"text of {person}")));
        await it.Erasure().EraseAsync(people[0], "officer-1");

        var count = await new CityKeyRotation(it.Database.Source, it.File, it.Audit).RotateAsync("officer-1");

        Assert.Equal(19, count);
        var fresh = new SealedFields((await it.AnotherSiloAsync()).Keys, it.Audit);
        Assert.Null(await it.OpenOneAsync(values[0]!, Field, fresh));
        foreach (var (person, value) in people.Zip(values).Skip(1))
            Assert.Equal($"text of {person}", await it.OpenOneAsync(value!, Field, fresh));
        Assert.Equal(people[1], await it.Keys.FindAsync("+8657100000001"));
        Assert.DoesNotContain(await File.ReadAllLinesAsync(it.KeyPath), line => line.StartsWith("1 ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_silo_that_missed_the_rotation_goes_on_with_the_new_key()
    {
        await using var it = await PrivacyUnderTest.OpenAsync();
        var other = (await it.AnotherSiloAsync()).Keys;
        var old = await it.Keys.PersonOfAsync(PrivacyUnderTest.Phone);
        var value = (await it.Fields.SealAsync(old, Field, "text"))!;

        await new CityKeyRotation(it.Database.Source, it.File, it.Audit).RotateAsync("officer-1");
        var person = await other.PersonOfAsync("+8657100000000");

        Assert.Equal("text", await it.OpenOneAsync(value, Field, new(other, it.Audit)));
        Assert.Equal(0, await it.Database.ScalarAsync<long>("SELECT count(*) FROM person_key WHERE city_key <> 2"));
        Assert.NotEqual(old, person);
    }

    [Fact]
    public async Task A_rotation_loses_nobody_who_is_made_meanwhile()
    {
        await using var it = await PrivacyUnderTest.OpenAsync();
        var other = (await it.AnotherSiloAsync()).Keys;
        var rotation = new CityKeyRotation(it.Database.Source, it.File, it.Audit);

        var making = Task.WhenAll(Enumerable.Range(0, 200).Select(i => (i % 2 == 0 ? it.Keys : other).PersonOfAsync($"+86571{i:00000000}")));
        await rotation.RotateAsync("officer-1");
        await rotation.RotateAsync("officer-1");
        var people = await making;

        var keys = await (await it.AnotherSiloAsync()).Keys.KeysAsync(people, CancellationToken.None);
        Assert.All(people, person => Assert.NotNull(keys[person]));
    }

    [Fact]
    public async Task A_rotation_cut_short_after_its_new_key_goes_on_with_that_key()
    {
        await using var it = await PrivacyUnderTest.OpenAsync();
        await it.Keys.PersonOfAsync(PrivacyUnderTest.Phone);
        await it.File.AddAsync(CancellationToken.None);

        Assert.Equal(1, await new CityKeyRotation(it.Database.Source, it.File, it.Audit).RotateAsync("officer-1"));

        Assert.Equal(2, await it.Database.ScalarAsync<int>("SELECT city_key FROM person_key"));
    }
}
