using GridCity.Grains.Cities;

namespace GridCity.Grains.Cases;

/// <summary>What was reported (上报), as it was taken down. It never changes.</summary>
/// <param name="Number">The printed number of the ticket.</param>
/// <param name="Source">Where it came from: a hotline such as <c>12345</c>, <c>inspector</c>, <c>video</c>, ….</param>
/// <param name="Category">Code of a category of the city.</param>
/// <param name="Cell">Code of the unit cell it lies in.</param>
/// <param name="Place">The position; null when only an address is known.</param>
/// <param name="Address">The position in words.</param>
/// <param name="Description">The reporter's own words, sealed.</param>
/// <param name="Reporter">Opaque id of the person, unless anonymous.</param>
/// <param name="FollowCode">Random code by which a citizen follows the case.</param>
/// <param name="OccurredAt">When it was seen, if that is known apart from when it was registered.</param>
/// <param name="Contact">The reporter's telephone number, sealed.</param>
public sealed record Report(
    string Number,
    string Source,
    string Category,
    string Cell,
    Place? Place,
    string? Address = null,
    Sealed? Description = null,
    string? Reporter = null,
    string? FollowCode = null,
    DateTimeOffset? OccurredAt = null,
    Sealed? Contact = null);
