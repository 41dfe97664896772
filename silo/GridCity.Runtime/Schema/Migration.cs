using System.Collections.Immutable;
using System.Globalization;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;

namespace GridCity.Runtime.Schema;

/// <summary>One step of the schema: a file <c>Schema/NNNN_name.sql</c>. Once released, its text never changes.</summary>
/// <param name="Number">1 to 9999; the order of application.</param>
public sealed record Migration(int Number, string Name, string Sql)
{
    /// <summary>All steps of this version, in order.</summary>
    public static ImmutableArray<Migration> Embedded { get; } = ReadEmbedded();

    /// <summary>As the file is called, without its ending.</summary>
    public string FileName => $"{Number:0000}_{Name}";

    /// <summary>SHA-256 of the text, line ends aside.</summary>
    public string Checksum { get; } =
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Sql.ReplaceLineEndings("\n"))));

    private static ImmutableArray<Migration> ReadEmbedded()
    {
        var assembly = typeof(Migration).Assembly;
        var prefix = typeof(Migration).Namespace + ".";
        return
        [
            .. assembly.GetManifestResourceNames()
                .Where(name => name.StartsWith(prefix, StringComparison.Ordinal) && name.EndsWith(".sql", StringComparison.Ordinal))
                .Select(name => Read(assembly, name, name[prefix.Length..^".sql".Length]))
                .OrderBy(migration => migration.Number),
        ];
    }

    private static Migration Read(Assembly assembly, string resource, string fileName)
    {
        using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);
        var number = int.Parse(fileName.AsSpan(0, 4), NumberStyles.None, CultureInfo.InvariantCulture);
        return new(number, fileName[5..], reader.ReadToEnd());
    }
}
