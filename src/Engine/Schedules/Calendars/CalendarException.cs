using Cairn.Exceptions;

namespace Cairn.Engine.Schedules.Calendars;

/// <summary>A calendar, a cron string or an interval is invalid.</summary>
/// <param name="message">What is wrong with it; callers receive this text.</param>
public sealed class CalendarException(string message) : CairnException(message);
