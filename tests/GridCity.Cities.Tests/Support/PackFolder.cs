using GridCity.Cities.Checks;
using GridCity.Cities.Files;
using GridCity.Cities.Generation;
using GridCity.Cities.Model;
using GridCity.Testing;

namespace GridCity.Cities.Tests.Support;

/// <summary>A pack in a folder of its own, to break and to look at.</summary>
internal sealed class PackFolder : IDisposable
{
    private readonly TestFolder _folder = new();

    public PackFolder(CityPack pack) => PackWriter.Write(pack, Path);

    public string Path => _folder.Path;

    /// <summary>A generated city that has one of everything.</summary>
    public static CityPack SmallTown(int seed = 1, int cells = 120, int components = 300) =>
        CityGenerator.Make(new(seed, cells, components, CitySketch.DutyGridsUsual(cells)));

    /// <summary>Replaces the first place where a text stands.</summary>
    /// <returns>Its line.</returns>
    public int Replace(string file, string good, string bad)
    {
        var path = System.IO.Path.Combine(Path, file);
        var text = File.ReadAllText(path);
        var at = text.IndexOf(good, StringComparison.Ordinal);
        Assert.True(at >= 0, $"'{good}' is not in {file}.");
        File.WriteAllText(path, string.Concat(text.AsSpan(0, at), bad, text.AsSpan(at + good.Length)));
        return text[..at].Count(letter => letter == '\n') + 1;
    }

    /// <summary>Rewrites one line, or leaves it out.</summary>
    public void Line(string file, int line, Func<string, string?> change)
    {
        var path = System.IO.Path.Combine(Path, file);
        var lines = File.ReadAllLines(path).ToList();
        if (change(lines[line - 1]) is { } changed) lines[line - 1] = changed;
        else lines.RemoveAt(line - 1);
        File.WriteAllLines(path, lines);
    }

    public IReadOnlyList<PackFault> Check()
    {
        var faults = new FaultList();
        if (PackReader.Read(Path, faults) is { } read) PackCheck.Run(read, faults);
        return faults.Kept;
    }

    public Dictionary<string, string> Contents() =>
        Directory.GetFiles(Path).ToDictionary(file => System.IO.Path.GetFileName(file), File.ReadAllText);

    public void Dispose() => _folder.Dispose();
}
