namespace GridCity.Cities.Model;

/// <summary>A city, district, street or community. What lies in it has a code that begins with its own.</summary>
/// <param name="Level">A level of the code scheme.</param>
/// <param name="SupervisedBy">The area whose desk files, checks and closes cases of this one: itself or one above.</param>
/// <param name="CommandedBy">The area whose desk dispatches cases of this one: itself or one above.</param>
public sealed record Area(string Code, string Level, LocalText Name, string SupervisedBy, string CommandedBy);

/// <summary>A duty grid 责任网格: several cells that inspectors walk together.</summary>
/// <param name="Area">The smallest area that holds all its cells.</param>
public sealed record DutyGrid(string Code, string Area, LocalText Name);

/// <summary>A unit cell 单元网格.</summary>
/// <param name="Code">As many digits as the code scheme says; begins with the code of its community.</param>
/// <param name="LandUse">The city's own word for how the land is used; may be empty.</param>
/// <param name="Since">First day it is valid; null when not known.</param>
/// <param name="Until">Last day it is valid; null while it is.</param>
public sealed record Cell(string Code, string DutyGrid, string LandUse, DateOnly? Since, DateOnly? Until, Shape Shape);
