using GridCity.Cities.Places;
using GridCity.Runtime.Projections.Figures;

namespace GridCity.Silo.Figures;

/// <summary>Days and hours of the city's clock, in whole hours of UTC: figures are counted by these.</summary>
internal sealed class CityDays(string timeZone)
{
    private readonly System.Collections.Immutable.ImmutableArray<(DateTimeOffset From, TimeSpan Offset)> _offsets = CityClock.Offsets(timeZone);

    /// <summary>A moment as the city's clock shows it.</summary>
    public DateTimeOffset Local(DateTimeOffset moment)
    {
        var offset = TimeSpan.Zero;
        foreach (var (from, ahead) in _offsets)
        {
            if (from > moment) break;
            offset = ahead;
        }

        return moment.ToOffset(offset);
    }

    /// <summary>The hour of UTC in which a day begins, so many days after that of a moment.</summary>
    public DateTimeOffset DayStart(DateTimeOffset moment, int days = 0)
    {
        var midnight = Local(moment).Date.AddDays(days);
        var near = new DateTimeOffset(midnight, Local(moment).Offset);
        return FigureLedger.HourOf(new DateTimeOffset(midnight, Local(near).Offset).ToUniversalTime());
    }
}
