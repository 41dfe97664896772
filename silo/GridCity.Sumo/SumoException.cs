namespace GridCity.Sumo;

/// <summary>A network, a scenario or SUMO itself cannot be used; the message says what and where.</summary>
public sealed class SumoException(string message, Exception? inner = null) : Exception(message, inner);
