using System.Security.Cryptography;
using GridCity.Runtime.Privacy;

namespace GridCity.Runtime.Tests.Privacy;

public sealed class SealedFieldsTests
{
    private const string Field = "case.description";

    [Fact]
    public async Task What_is_sealed_opens_again_on_another_silo()
    {
        await using var it = await PrivacyUnderTest.OpenAsync();
        var person = await it.Keys.PersonOfAsync(PrivacyUnderTest.Phone);
        var value = await it.Fields.SealAsync(person, Field, "路灯不亮 😀");

        var other = new SealedFields((await it.AnotherSiloAsync()).Keys, it.Audit);

        Assert.Equal("路灯不亮 😀", await it.OpenOneAsync(value!, Field, other));
    }

    [Fact]
    public async Task The_same_text_never_looks_the_same()
    {
        await using var it = await PrivacyUnderTest.OpenAsync();
        var person = await it.Keys.PersonOfAsync(PrivacyUnderTest.Phone);

        var first = await it.Fields.SealAsync(person, Field, "yes");
        var second = await it.Fields.SealAsync(person, Field, "yes");

        Assert.NotEqual(first!.Cipher, second!.Cipher);
    }

    [Fact]
    public async Task A_value_opens_only_as_the_field_and_the_person_it_was_sealed_for()
    {
        await using var it = await PrivacyUnderTest.OpenAsync();
        var person = await it.Keys.PersonOfAsync(PrivacyUnderTest.Phone);
        var stranger = await it.Keys.PersonOfAsync("+8657100000000");
        var value = (await it.Fields.SealAsync(person, Field, "text"))!;

        await Assert.ThrowsAnyAsync<CryptographicException>(() => it.OpenOneAsync(value, "case.result"));
        await Assert.ThrowsAnyAsync<CryptographicException>(() => it.OpenOneAsync(value with { Person = SealedFields.Id(stranger) }, Field));
    }

    [Fact]
    public async Task A_changed_byte_is_noticed()
    {
        await using var it = await PrivacyUnderTest.OpenAsync();
        var person = await it.Keys.PersonOfAsync(PrivacyUnderTest.Phone);
        var clean = (await it.Fields.SealBytesAsync(person, "case.photo", new byte[] { 1, 2, 3 }))!;

        foreach (var index in Enumerable.Range(0, clean.Length))
        {
            byte[] changed = [.. clean];
            changed[index] ^= 1;
            await Assert.ThrowsAnyAsync<CryptographicException>(
                () => it.Fields.OpenBytesAsync(PrivacyUnderTest.Clerk, [(person, "case.photo", changed)]));
        }
    }

    [Fact]
    public async Task Every_reading_stands_in_the_audit_log()
    {
        await using var it = await PrivacyUnderTest.OpenAsync();
        var person = await it.Keys.PersonOfAsync(PrivacyUnderTest.Phone);
        var value = (await it.Fields.SealAsync(person, Field, "text"))!;

        await it.Fields.OpenAsync(PrivacyUnderTest.Clerk, [new(Field, value), new(Field, value)]);

        Assert.Equal(
            $"clerk-7 sealed-field.read {person:N} case.handling case.description case.description",
            await it.Database.ScalarAsync<string>(
                "SELECT concat_ws(' ', actor, action, subject, detail->>'purpose', detail->>'fields') FROM audit"));
    }

    [Fact]
    public async Task Nothing_opens_that_cannot_be_audited()
    {
        await using var it = await PrivacyUnderTest.OpenAsync();
        var person = await it.Keys.PersonOfAsync(PrivacyUnderTest.Phone);
        var value = (await it.Fields.SealAsync(person, Field, "text"))!;
        await it.Database.ExecuteAsync("ALTER TABLE audit RENAME TO audit_away");

        await Assert.ThrowsAnyAsync<Exception>(() => it.OpenOneAsync(value, Field));
    }

    [Fact]
    public void Sealed_bytes_of_the_first_version_open_for_ever()
    {
        var (key, label) = (new byte[32], "gridcity.sealed-field.v1"u8.ToArray());

        var clear = Envelope.Open(key, Convert.FromHexString("01000102030405060708090a0b607c9cb5815203f6ccff43f212d29650c262b5d160b8"), label);

        Assert.Equal("路灯"u8.ToArray(), clear);
    }
}
