using GridCity.Runtime.Privacy;
using GridCity.Runtime.Simulation;
using GridCity.Testing;

namespace GridCity.Runtime.Tests.Privacy;

/// <summary>A database of its own with keys, sealed fields and audit log; another silo on it may be opened.</summary>
internal sealed class PrivacyUnderTest : IAsyncDisposable
{
    public const string Phone = "+8657188880000";

    public static readonly FieldReader Clerk = new("clerk-7", "case.handling");

    private readonly TestFolder _folder = new();

    private PrivacyUnderTest(TestDatabase database) => Database = database;

    public TestDatabase Database { get; }

    public ManualTimeProvider Time { get; } = new();

    public string KeyPath => Path.Combine(_folder.Path, "city.keys");

    public CityKeyFile File { get; private set; } = null!;

    public PersonKeys Keys { get; private set; } = null!;

    public AuditLog Audit { get; private set; } = null!;

    public SealedFields Fields { get; private set; } = null!;

    public static async Task<PrivacyUnderTest> OpenAsync()
    {
        var it = new PrivacyUnderTest(await TestDatabase.CreateAsync());
        (it.File, it.Keys) = await it.AnotherSiloAsync();
        it.Audit = new(it.Database.Source);
        it.Fields = new(it.Keys, it.Audit);
        return it;
    }

    /// <summary>What a second silo would hold: the same file and database, memory of its own.</summary>
    public async Task<(CityKeyFile File, PersonKeys Keys)> AnotherSiloAsync()
    {
        var file = await CityKeyFile.OpenOrMakeAsync(KeyPath);
        return (file, await PersonKeys.OpenAsync(Database.Source, file, Time));
    }

    public PersonErasure Erasure(params IPersonPurge[] purges) => new(Database.Source, Keys, Audit, purges);

    public async Task<string?> OpenOneAsync(GridCity.Grains.Sealed value, string field, SealedFields? by = null) =>
        Assert.Single(await (by ?? Fields).OpenAsync(Clerk, [new(field, value)]));

    public async ValueTask DisposeAsync()
    {
        await Database.DisposeAsync();
        _folder.Dispose();
    }
}
