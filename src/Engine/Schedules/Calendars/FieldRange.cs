namespace Cairn.Engine.Schedules.Calendars;

/// <summary>Numbers of a calendar field: from start to end, every so many.</summary>
/// <param name="Start">The first.</param>
/// <param name="End">The last that may be, inclusive.</param>
/// <param name="Step">How far the next one is; at least 1.</param>
public readonly record struct FieldRange(int Start, int End, int Step)
{
    /// <summary>Whether a number is one of them.</summary>
    public bool Contains(int value) => value >= Start && value <= End && (value - Start) % Step == 0;
}
