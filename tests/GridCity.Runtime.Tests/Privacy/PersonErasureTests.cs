using GridCity.Runtime.Privacy;

namespace GridCity.Runtime.Tests.Privacy;

public sealed class PersonErasureTests
{
    private const string Field = "case.description";

    [Fact]
    public async Task What_was_sealed_for_an_erased_person_never_opens_again()
    {
        await using var it = await PrivacyUnderTest.OpenAsync();
        var person = await it.Keys.PersonOfAsync(PrivacyUnderTest.Phone);
        var value = (await it.Fields.SealAsync(person, Field, "text"))!;

        Assert.True(await it.Erasure().EraseAsync(person, "officer-1"));

        Assert.Null(await it.OpenOneAsync(value, Field));
        Assert.Null(await it.Fields.SealAsync(person, Field, "more"));
        await it.Keys.EnsureAsync(person);
        Assert.Null(await it.OpenOneAsync(value, Field));
    }

    [Fact]
    public async Task Another_silo_forgets_the_key_within_the_named_time()
    {
        await using var it = await PrivacyUnderTest.OpenAsync();
        var person = await it.Keys.PersonOfAsync(PrivacyUnderTest.Phone);
        var value = (await it.Fields.SealAsync(person, Field, "text"))!;
        var other = new SealedFields((await it.AnotherSiloAsync()).Keys, it.Audit);
        Assert.Equal("text", await it.OpenOneAsync(value, Field, other));

        await it.Erasure().EraseAsync(person, "officer-1");
        it.Time.Advance(PersonKeys.KeyCachedAgeMax);

        Assert.Null(await it.OpenOneAsync(value, Field, other));
    }

    [Fact]
    public async Task The_contact_is_forgotten_and_may_become_another_person()
    {
        await using var it = await PrivacyUnderTest.OpenAsync();
        var person = await it.Keys.PersonOfAsync(PrivacyUnderTest.Phone);

        await it.Erasure().EraseAsync(person, "officer-1");

        Assert.Null(await it.Keys.FindAsync(PrivacyUnderTest.Phone));
        Assert.NotEqual(person, await it.Keys.PersonOfAsync(PrivacyUnderTest.Phone));
    }

    [Fact]
    public async Task An_erasure_happens_once_and_is_audited()
    {
        await using var it = await PrivacyUnderTest.OpenAsync();
        var person = await it.Keys.PersonOfAsync(PrivacyUnderTest.Phone);

        var answers = await Task.WhenAll(it.Erasure().EraseAsync(person, "officer-1"), it.Erasure().EraseAsync(person, "officer-1"));

        Assert.Single(answers, answer => answer);
        Assert.False(await it.Erasure().EraseAsync(Guid.CreateVersion7(), "officer-1"));
        Assert.Equal(
            $"officer-1 person.erased {person:N}",
            await it.Database.ScalarAsync<string>("SELECT string_agg(concat_ws(' ', actor, action, subject), ',') FROM audit"));
    }

    [Fact]
    public async Task A_purge_that_failed_is_done_by_the_next_round()
    {
        await using var it = await PrivacyUnderTest.OpenAsync();
        var person = await it.Keys.PersonOfAsync(PrivacyUnderTest.Phone);
        var purge = new Purge { Fails = true };
        var erasure = it.Erasure(purge);

        await Assert.ThrowsAsync<IOException>(() => erasure.EraseAsync(person, "officer-1"));
        purge.Fails = false;

        Assert.Equal(1, await erasure.PurgePendingAsync());
        Assert.Equal(0, await erasure.PurgePendingAsync());
        Assert.Equal([person], purge.Done);
    }

    private sealed class Purge : IPersonPurge
    {
        public bool Fails { get; set; }

        public List<Guid> Done { get; } = [];

        public Task PurgeAsync(Guid person, CancellationToken cancellation)
        {
            if (Fails) return Task.FromException(new IOException("the disk is away"));
            Done.Add(person);
            return Task.CompletedTask;
        }
    }
}
