using System.Security.Cryptography;
using GridCity.Runtime.Journal.Postgres;
using GridCity.Runtime.Postgres;
using Npgsql;

namespace GridCity.Runtime.Privacy;

/// <summary>
/// Persons and their data keys. A person is an opaque id; the contact that leads to it is kept as a keyed hash only, and
/// each person's key is wrapped by the city's key.
/// </summary>
public sealed class PersonKeys
{
    /// <summary>Unwrapped keys held in memory; about 150 bytes each.</summary>
    public const int KeysCachedMax = 100_000;

    /// <summary>After an erasure on another silo, this one may still open the person's fields for so long.</summary>
    public static readonly TimeSpan KeyCachedAgeMax = TimeSpan.FromSeconds(60);

    private const int BatchMax = 512;

    /// <summary>Rotations that one write may run into before it gives up.</summary>
    private const int RotationsMax = 3;

    private readonly NpgsqlDataSource _source;
    private readonly CityKeyFile _file;
    private readonly TimeProvider _time;
    private readonly KeyCache _cache;
    private readonly GroupCommit<NewPerson, Guid> _people;
    private volatile int _active;

    private PersonKeys(NpgsqlDataSource source, CityKeyFile file, TimeProvider time, int active)
    {
        (_source, _file, _time, _active) = (source, file, time, active);
        _cache = new(KeysCachedMax, KeyCachedAgeMax, time);
        _people = new(MakeBatchAsync, BatchMax);
    }

    /// <exception cref="CityKeyException">The file's keys are not those of this database.</exception>
    public static Task<PersonKeys> OpenAsync(
        NpgsqlDataSource source, CityKeyFile file, TimeProvider time, CancellationToken cancellation = default) =>
        PostgresJournal.Guarded(async () =>
        {
            await CityKeyTable.CheckAsync(source, file, cancellation);
            return new PersonKeys(source, file, time, await CityKeyTable.ActiveAsync(source, cancellation));
        });

    /// <summary>The person of a contact, made with a new key if there is none. Asked again, it gives the same.</summary>
    /// <param name="contact">In its one normal form, such as a telephone number as in E.164.</param>
    /// <returns>An opaque id; its key is durable.</returns>
    public Task<Guid> PersonOfAsync(string contact, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(contact);
        return _people.AddAsync(New(Guid.CreateVersion7(_time.GetUtcNow()), _file.Lookup.Hash(contact)), cancellation);
    }

    /// <summary>The person of a contact, if there is one.</summary>
    public Task<Guid?> FindAsync(string contact, CancellationToken cancellation = default) => PostgresJournal.Guarded(async () =>
    {
        var hash = _file.Lookup.Hash(contact);
        var found = await PersonKeyTable.FindAsync(_source, [hash], cancellation);
        return found.TryGetValue(PersonKeyTable.Text(hash), out var person) ? person : (Guid?)null;
    });

    /// <summary>Makes a key for a person whose id comes from elsewhere, unless it had one; an erased one stays erased.</summary>
    public Task EnsureAsync(Guid person, CancellationToken cancellation = default) => _people.AddAsync(New(person, null), cancellation);

    /// <summary>The key under which words of texts are hashed for the search; for nothing else.</summary>
    public byte[] SearchKey => _file.Lookup.Hash("gridcity.search.v1");

    /// <summary>For what people sign in with; for nothing else. It outlives a rotation of the city's keys, as look-ups do.</summary>
    public SecretBox SignInSecrets => new(_file.Lookup.Hash("gridcity.sign-in.v1"));

    /// <summary>The keys of these persons; null for an erased one.</summary>
    /// <exception cref="InvalidOperationException">One of them never had a key.</exception>
    internal async Task<Dictionary<Guid, byte[]?>> KeysAsync(IReadOnlyCollection<Guid> people, CancellationToken cancellation)
    {
        var keys = await FindKeysAsync(people, cancellation);
        foreach (var person in people)
            if (!keys.ContainsKey(person))
                throw new InvalidOperationException($"Person {person:N} never had a key: ensure it before something is sealed.");
        return keys;
    }

    /// <summary>The keys of these persons; null for an erased one, no entry for one that never had a key.</summary>
    internal async Task<Dictionary<Guid, byte[]?>> FindKeysAsync(IReadOnlyCollection<Guid> people, CancellationToken cancellation)
    {
        var keys = people.Distinct().ToDictionary(person => person, person => _cache.Find(person));
        Guid[] missing = [.. keys.Where(pair => pair.Value is null).Select(pair => pair.Key)];
        if (missing.Length == 0) return keys;
        var read = await PostgresJournal.Guarded(() => UnwrapAsync(missing, cancellation));
        foreach (var person in missing)
            if (read.TryGetValue(person, out var key)) keys[person] = key;
            else keys.Remove(person);
        return keys;
    }

    internal void Forget(Guid person) => _cache.Remove(person);

    private static NewPerson New(Guid person, byte[]? hash) => new(person, hash, RandomNumberGenerator.GetBytes(CityKey.BytesLength));

    private Task<IReadOnlyList<Guid>> MakeBatchAsync(IReadOnlyList<NewPerson> asked) => PostgresJournal.Guarded(async () =>
    {
        var known = await PersonKeyTable.FindAsync(_source, [.. asked.Select(one => one.Hash).OfType<byte[]>()], CancellationToken.None);
        NewPerson[] missing = [.. asked.Where(one => one.Hash is null || !known.ContainsKey(PersonKeyTable.Text(one.Hash))).DistinctBy(IdentityOf)];
        var made = missing.Length == 0 ? [] : await MakeAsync(missing);
        foreach (var one in missing) Remember(one, made, known);
        IReadOnlyList<Guid> counting = [.. asked.Select(one => one.Hash is null ? one.Person : known[PersonKeyTable.Text(one.Hash)])];
        return counting;
    });

    private static object IdentityOf(NewPerson one) => one.Hash is null ? one.Person : PersonKeyTable.Text(one.Hash);

    private void Remember(NewPerson one, Dictionary<Guid, Guid> made, Dictionary<string, Guid> known)
    {
        if (one.Hash is null) return;
        known[PersonKeyTable.Text(one.Hash)] = made[one.Person];
        if (made[one.Person] == one.Person) _cache.Add(one.Person, one.DataKey);
    }

    private async Task<Dictionary<Guid, Guid>> MakeAsync(NewPerson[] people)
    {
        for (var rotations = 0; rotations < RotationsMax; rotations++)
        {
            if (await PersonKeyTable.MakeAsync(_source, _file.Wrapping(_active), people) is { } made) return made;
            _active = await CityKeyTable.ActiveAsync(_source, CancellationToken.None);
        }

        throw new CityKeyException("The city's keys are being rotated again and again: rotate once and wait for its end.");
    }

    /// <summary>A rotation may wrap a key anew, and drop the old city key, between our reading and our unwrapping.</summary>
    private async Task<Dictionary<Guid, byte[]?>> UnwrapAsync(Guid[] people, CancellationToken cancellation)
    {
        try
        {
            return Unwrapped(await PersonKeyTable.ReadAsync(_source, people, cancellation));
        }
        catch (CityKeyException)
        {
            return Unwrapped(await PersonKeyTable.ReadAsync(_source, people, cancellation));
        }
    }

    private Dictionary<Guid, byte[]?> Unwrapped(List<WrappedKey> rows)
    {
        var keys = rows.ToDictionary(row => row.Person, row => row.Wrapped is { } wrapped ? _file.Wrapping(row.CityKey).Unwrap(row.Person, wrapped) : null);
        foreach (var (person, key) in keys)
            if (key is not null) _cache.Add(person, key);
        return keys;
    }
}
