namespace Cairn.Engine.Schedules.Calendars;

/// <summary>Numbers of a calendar field: from start to end, in steps.</summary>
/// <param name="Start">The first number.</param>
/// <param name="End">The last possible number, inclusive.</param>
/// <param name="Step">The distance between two numbers; at least 1.</param>
public readonly record struct FieldRange(int Start, int End, int Step)
{
    /// <summary>Whether a number is one of them.</summary>
    public bool Contains(int value) => value >= Start && value <= End && (value - Start) % Step == 0;
}
