using System.Collections.Frozen;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace GridCity.Grains;

/// <summary>The stored name of an event or a command: <c>kind.what-happened.v1</c>. It never changes.</summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class StoredNameAttribute(string name) : Attribute
{
    public string Name { get; } = name;
}

/// <summary>The two-way table between a closed set of records and their stored names.</summary>
internal sealed class Vocabulary<T> where T : class
{
    private readonly string _kind;
    private readonly FrozenDictionary<string, JsonTypeInfo> _byName;
    private readonly FrozenDictionary<Type, (string Name, JsonTypeInfo Json)> _byType;

    private Vocabulary(string kind, IReadOnlyCollection<(string Name, Type Type, JsonTypeInfo Json)> words)
    {
        _kind = kind;
        _byName = words.ToFrozenDictionary(word => word.Name, word => word.Json);
        _byType = words.ToFrozenDictionary(word => word.Type, word => (word.Name, word.Json));
    }

    public IReadOnlyCollection<string> Names => _byName.Keys;

    /// <summary>Collects the sealed cases nested in <typeparamref name="T"/>.</summary>
    /// <exception cref="InvalidOperationException">
    /// A case without a stored name, or missing from the JSON context.
    /// </exception>
    public static Vocabulary<T> From(string kind, JsonSerializerContext json) =>
        new(kind, [.. Cases().Select(type => Word(type, json))]);

    public Stored Write(T value)
    {
        var (name, json) = _byType[value.GetType()];
        return new(name, JsonSerializer.SerializeToUtf8Bytes(value, json));
    }

    public T Read(string name, ReadOnlySpan<byte> json) =>
        _byName.TryGetValue(name, out var type)
            ? (T)(JsonSerializer.Deserialize(json, type) ?? throw new JsonException($"'{name}' is null."))
            : throw new UnknownNameException(_kind, name);

    private static IEnumerable<Type> Cases() =>
        typeof(T).GetNestedTypes().Where(type => type.IsSubclassOf(typeof(T)));

    private static (string, Type, JsonTypeInfo) Word(Type type, JsonSerializerContext json) =>
        (type.GetCustomAttribute<StoredNameAttribute>()?.Name
            ?? throw new InvalidOperationException($"{type} has no [StoredName]."),
         type,
         json.GetTypeInfo(type)
            ?? throw new InvalidOperationException($"{type} is missing from {json.GetType().Name}."));
}
