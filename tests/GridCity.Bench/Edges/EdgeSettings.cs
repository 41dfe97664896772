using GridCity.Bench.Results;

namespace GridCity.Bench.Edges;

/// <summary>Where and how an edge is measured.</summary>
/// <param name="Folder">For the city, the silo and its PostgreSQL; empty.</param>
/// <param name="Engine">local or orleans.</param>
/// <param name="Length">Of a load that lasts a given time.</param>
/// <param name="Callers">At once, where a load has callers.</param>
internal sealed record EdgeSettings(string Folder, string Engine, TimeSpan Length, int Callers);

/// <summary>A figure, and what made the database durable while it was taken.</summary>
internal sealed record EdgeMeasured(Measure Measure, Dictionary<string, string> Durability);
