namespace HeartbeatImport;

/// <summary>How far an import is: what the next attempt needs to go on.</summary>
/// <param name="Lines">The number of lines that are in the table for good.</param>
public sealed record ImportPlace(int Lines);
