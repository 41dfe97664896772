using System.Collections.Frozen;
using GridCity.Protos.Admin.V1;

namespace GridCity.Cli.Replay;

/// <summary>By which standard a replayed record is filed and closed: records do not say, so by the first of its category.</summary>
internal sealed class ReplayStandards(GetCityReply city)
{
    private readonly FrozenDictionary<string, Standard> _first =
        city.Categories.ToFrozenDictionary(category => category.Code, category => category.Standards[0]);

    /// <returns>Empty for a category that the city does not have; such a report is refused before it is filed.</returns>
    public string Of(string category) => _first.GetValueOrDefault(category)?.Code ?? "";

    /// <summary>From dispatch to feedback.</summary>
    public TimeSpan LimitOf(string category) => TimeSpan.FromMinutes(_first.GetValueOrDefault(category)?.HandlingMinutesMax ?? 0);
}
