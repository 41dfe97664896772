using System.Collections.Immutable;

namespace GridCity.Grains.Cases;

/// <summary>What a case is about.</summary>
/// <param name="Standard">Code of the filing standard, once filed.</param>
/// <param name="Incidents">What happens to few cases; null for most, which keeps a case small in memory.</param>
public sealed record Ticket(
    Report Report, DateTimeOffset RegisteredAt, string? Standard = null, Incidents? Incidents = null)
{
    /// <summary>The incidents, none instead of null.</summary>
    internal Incidents Had => Incidents ?? Incidents.None;

    /// <summary>The links, none instead of null.</summary>
    internal Links Links => Incidents?.Links ?? Links.None;

    internal Ticket WithLinks(Func<Links, Links> change) => With(had => had with { Links = change(Links) });

    /// <summary>The same case in another cell.</summary>
    internal Ticket In(string cell) => this with { Report = Report with { Cell = cell } };

    internal Ticket With(Func<Incidents, Incidents> change) => this with { Incidents = change(Had) };
}

/// <summary>What happens to few cases on their way.</summary>
public sealed record Incidents
{
    public static Incidents None { get; } = new();

    /// <summary>Rounds of verifying asked for so far; also the number of the present one.</summary>
    public int Verifications { get; init; }

    /// <summary>True when the last inspector who looked before filing did not find it.</summary>
    public bool NotFound { get; init; }

    /// <summary>How often its holder was urged.</summary>
    public int Urges { get; init; }

    /// <summary>Id of the shift leader who supervises it.</summary>
    public string? Supervisor { get; init; }

    /// <summary>How often the reporter contested its end.</summary>
    public int Contests { get; init; }

    /// <summary>The task of the department that had it before; rounds and lateness go on from there.</summary>
    public Work? Former { get; init; }

    /// <summary>How often it was hung on another case; tells late answers of those apart.</summary>
    public int LinkRounds { get; init; }

    /// <summary>Cases that hang on this one; null for most.</summary>
    public Links? Links { get; init; }

    /// <summary>Ids of everyone who dispatched it before the present dispatcher.</summary>
    public ImmutableArray<string> Dispatchers { get; init; } = [];
}
