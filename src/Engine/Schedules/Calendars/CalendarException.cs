using Cairn.Exceptions;

namespace Cairn.Engine.Schedules.Calendars;

/// <summary>A calendar, a cron string or an interval that says nothing that can be understood.</summary>
/// <param name="message">What is wrong with it, in the words that callers get.</param>
public sealed class CalendarException(string message) : CairnException(message);
