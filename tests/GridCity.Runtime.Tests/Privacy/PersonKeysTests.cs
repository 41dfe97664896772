using GridCity.Runtime.Privacy;
using GridCity.Testing;

namespace GridCity.Runtime.Tests.Privacy;

public sealed class PersonKeysTests
{
    [Fact]
    public async Task A_contact_leads_to_one_person_however_often_it_is_asked()
    {
        await using var it = await PrivacyUnderTest.OpenAsync();
        var other = (await it.AnotherSiloAsync()).Keys;

        var people = await Task.WhenAll(Enumerable.Range(0, 50).Select(i => (i % 2 == 0 ? it.Keys : other).PersonOfAsync(PrivacyUnderTest.Phone)));

        var person = Assert.Single(people.Distinct());
        Assert.Equal(person, await other.FindAsync(PrivacyUnderTest.Phone));
        Assert.Equal(1, await it.Database.ScalarAsync<long>("SELECT count(*) FROM person_key"));
    }

    [Fact]
    public async Task Many_new_persons_share_a_transaction()
    {
        await using var it = await PrivacyUnderTest.OpenAsync();

        var people = await Task.WhenAll(Enumerable.Range(0, 200).Select(i => it.Keys.PersonOfAsync($"+86571{i:00000000}")));

        Assert.Equal(200, people.Distinct().Count());
        Assert.InRange(await it.Database.ScalarAsync<long>("SELECT count(DISTINCT xmin::text) FROM person_key"), 1, 20);
    }

    [Fact]
    public async Task A_contact_nobody_has_used_leads_nowhere()
    {
        await using var it = await PrivacyUnderTest.OpenAsync();

        Assert.Null(await it.Keys.FindAsync(PrivacyUnderTest.Phone));
    }

    [Fact]
    public async Task Neither_a_contact_nor_a_clear_key_is_in_the_database()
    {
        await using var it = await PrivacyUnderTest.OpenAsync();
        var person = await it.Keys.PersonOfAsync(PrivacyUnderTest.Phone);
        var key = (await it.Keys.KeysAsync([person], CancellationToken.None))[person]!;

        var rows = await it.Database.ScalarAsync<string>(
            "SELECT string_agg(encode(hash, 'hex') || encode(wrapped, 'hex'), '') FROM person_lookup JOIN person_key USING (person)");

        Assert.DoesNotContain(Convert.ToHexStringLower(key), rows, StringComparison.Ordinal);
        Assert.DoesNotContain(Convert.ToHexStringLower("+8657188880000"u8), rows, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_person_from_elsewhere_keeps_the_first_key()
    {
        await using var it = await PrivacyUnderTest.OpenAsync();
        var person = Guid.CreateVersion7();
        await it.Keys.EnsureAsync(person);
        var first = await it.Keys.KeysAsync([person], CancellationToken.None);

        await Task.WhenAll(it.Keys.EnsureAsync(person), it.Keys.EnsureAsync(person));

        var other = (await it.AnotherSiloAsync()).Keys;
        Assert.Equal(first[person], (await other.KeysAsync([person], CancellationToken.None))[person]);
    }

    [Fact]
    public async Task A_person_without_a_key_is_a_mistake_of_the_caller()
    {
        await using var it = await PrivacyUnderTest.OpenAsync();

        await Assert.ThrowsAsync<InvalidOperationException>(() => it.Fields.SealAsync(Guid.CreateVersion7(), "case.description", "text"));
    }

    [Fact]
    public async Task Keys_of_another_city_are_refused()
    {
        await using var it = await PrivacyUnderTest.OpenAsync();
        using var folder = new TestFolder();
        var foreign = await CityKeyFile.OpenOrMakeAsync(Path.Combine(folder.Path, "city.keys"));

        var error = await Assert.ThrowsAsync<CityKeyException>(() => PersonKeys.OpenAsync(it.Database.Source, foreign, it.Time));

        Assert.Contains("Restore", error.Message, StringComparison.Ordinal);
    }
}
