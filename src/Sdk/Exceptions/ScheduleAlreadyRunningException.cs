namespace Cairn.Exceptions;

/// <summary>There is a schedule of that id already.</summary>
public class ScheduleAlreadyRunningException() : FailureException("Schedule already running");
