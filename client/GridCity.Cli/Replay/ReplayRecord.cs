namespace GridCity.Cli.Replay;

/// <summary>One record of a file, ready to be played.</summary>
/// <param name="Line">Where it stands, for messages.</param>
/// <param name="Place">Null when only the address is known.</param>
/// <param name="Closed">Null when the file does not say.</param>
internal sealed record ReplayRecord(
    int Line,
    string Id,
    string Category,
    string CategoryName,
    string Department,
    string DepartmentName,
    (double Latitude, double Longitude)? Place,
    string Address,
    string Description,
    string Result,
    string Source,
    DateTimeOffset Opened,
    DateTimeOffset? Closed);

/// <summary>A row that cannot be played.</summary>
internal sealed record BadRow(int Line, string Reason);
