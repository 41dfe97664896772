using GridCity.Grains;
using GridCity.Runtime.Blobs;
using GridCity.Runtime.Privacy;

namespace GridCity.Runtime.Tests.Privacy;

public sealed class PersonBlobsTests
{
    private static readonly GrainId Case = new("case", "one");

    [Fact]
    public async Task An_erasure_takes_the_persons_blobs_whoever_references_them_and_no_others()
    {
        await using var it = await PrivacyUnderTest.OpenAsync();
        var (erased, other) = (await it.Keys.PersonOfAsync(PrivacyUnderTest.Phone), await it.Keys.PersonOfAsync("+8657188881111"));
        var (gone, stays) = (await KeepAsync(it, erased, "a kitchen"), await KeepAsync(it, other, "a road"));
        var blobs = new PersonBlobs(it.Database.Source);

        await it.Erasure(blobs).EraseAsync(erased, "officer-1");

        var store = new PostgresBlobStore(it.Database.Source, BlobLimits.Usual);
        Assert.Null(await store.OpenAsync(gone));
        Assert.NotNull(await store.OpenAsync(stays));
        Assert.Empty(await blobs.OfAsync(erased, CancellationToken.None));
        Assert.Equal([stays], await blobs.OfAsync(other, CancellationToken.None));
        Assert.Equal(1, await it.Database.ScalarAsync<long>("SELECT count(*) FROM blob_upload"));
    }

    [Fact]
    public async Task A_purge_asked_again_finds_nothing_to_do()
    {
        await using var it = await PrivacyUnderTest.OpenAsync();
        var person = await it.Keys.PersonOfAsync(PrivacyUnderTest.Phone);
        await KeepAsync(it, person, "a kitchen");
        var blobs = new PersonBlobs(it.Database.Source);

        for (var time = 0; time < 2; time++) await blobs.PurgeAsync(person, CancellationToken.None);

        Assert.Equal(0, await it.Database.ScalarAsync<long>("SELECT count(*) FROM blob"));
    }

    private static async Task<BlobId> KeepAsync(PrivacyUnderTest it, Guid person, string picture)
    {
        var store = new PostgresBlobStore(it.Database.Source, BlobLimits.Usual);
        var bytes = await it.Fields.SealBytesAsync(person, PersonBlobs.Field, System.Text.Encoding.UTF8.GetBytes(picture));
        var put = (BlobPut.Stored)await store.PutAsync(new MemoryStream(bytes!));
        foreach (var owner in new[] { Case, PersonBlobs.Owner(person) }) await store.ReferenceAsync(owner, [put.Id]);
        return put.Id;
    }
}
