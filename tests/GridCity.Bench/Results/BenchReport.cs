using System.Text.Json;
using System.Text.Json.Serialization;

namespace GridCity.Bench.Results;

/// <summary>The result of a bench: printed for people, written for programs.</summary>
internal sealed record BenchReport(
    string Build, string Engine, Dictionary<string, string> Durability, Dictionary<string, Measure> Measures)
{
    private static readonly JsonSerializerOptions Json = new()
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DictionaryKeyPolicy = null,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    /// <summary>Names of the measures whose bar was not met.</summary>
    public string[] Missed => [.. Measures.Where(measure => measure.Value.Missed is not null).Select(measure => measure.Key)];

    public void Write(string path) => File.WriteAllText(path, JsonSerializer.Serialize(this, Json) + "\n");

    public void Print(TextWriter output)
    {
        output.WriteLine($"build {Build}, engine {Engine}; {string.Join(", ", Durability.Select(setting => $"{setting.Key} {setting.Value}"))}");
        output.WriteLine($"{"",-10}{"rate/s",10}{"ceiling/s",11}{"ratio",7}{"p50 ms",9}{"p95 ms",9}{"p99 ms",9}  ");
        foreach (var (name, measure) in Measures) Print(output, name, measure);
    }

    private static void Print(TextWriter output, string name, Measure measure)
    {
        output.WriteLine(FormattableString.Invariant(
            $"{name,-10}{measure.Rate,10:F0}{measure.Ceiling,11:F0}{measure.Ratio,7:F2}{measure.P50Ms,9:F2}{measure.P95Ms,9:F2}{measure.P99Ms,9:F2}  {measure.Missed ?? "met"}"));
        var more = JsonSerializer.SerializeToElement(measure with { Rate = null, Ceiling = null, P50Ms = null, P95Ms = null, P99Ms = null, Missed = null }, Json);
        foreach (var field in more.EnumerateObject()) output.WriteLine($"{"",10}  {field.Name}: {field.Value.GetRawText().Replace("\n", "", StringComparison.Ordinal)}");
    }
}
