namespace GridCity.Cities.Generation;

/// <summary>A city cannot be made of what was given; the message says why.</summary>
public sealed class CityMakingException(string message) : Exception(message);
