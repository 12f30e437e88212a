namespace Cairn.Activities;

/// <summary>
/// How an activity is run unless the call says otherwise: timeouts belong to the activity, and not to each place that
/// calls it. On a method it is for that activity, on a class or an interface for all of its activities.
/// </summary>
/// <remarks>
/// Each value by itself is the first that is set of: the options of the call; the attribute of the method; the
/// attributes of the methods that it overrides or implements; the attribute of the class or interface that the call
/// names; those of its base classes; those of the interfaces that the method implements. The retry values of the
/// attributes together make one policy, which a <c>RetryPolicy</c> in the options of the call replaces as a whole.
/// A call by name takes the attributes of the activity that its own worker has registered. A wrong value is refused
/// with an <see cref="ArgumentException"/> that names the member, by the worker that registers the activity and by each
/// call of it.
/// </remarks>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Class | AttributeTargets.Interface, Inherited = false)]
public sealed class ActivityDefaultsAttribute : Attribute
{
    /// <summary>
    /// The limit of one attempt, a time above zero as <c>hh:mm:ss</c> or <c>d.hh:mm:ss</c>; null, the default, means
    /// not set.
    /// </summary>
    public string? StartToClose { get; set; }

    /// <summary>The limit from the call to the end of the last attempt, as a time; null means not set.</summary>
    public string? ScheduleToClose { get; set; }

    /// <summary>The limit from the call until a worker starts it, as a time; null means not set.</summary>
    public string? ScheduleToStart { get; set; }

    /// <summary>
    /// The limit between two heartbeats of an attempt, as a time; null means not set. Local activities have none.
    /// </summary>
    public string? Heartbeat { get; set; }

    /// <summary>The number of attempts, including the first; 0 means no limit. Not set by default.</summary>
    public int MaxAttempts
    {
        get => MaxAttemptsIfSet ?? 0;
        set => MaxAttemptsIfSet = value;
    }

    /// <summary>
    /// The error types that are never tried again, as short names of exceptions or the error types of application
    /// failures; null means not set.
    /// </summary>
    public string[]? NonRetryable { get; set; }

    /// <summary>The pause before the second attempt, as a time; null means not set, and then 1 s.</summary>
    public string? InitialInterval { get; set; }

    /// <summary>The factor from one pause to the next, at least 1; 2 if it is not set.</summary>
    public float BackoffCoefficient
    {
        get => BackoffIfSet ?? 2;
        set => BackoffIfSet = value;
    }

    /// <summary>The longest pause, as a time; null means not set, and then 100 times the first one.</summary>
    public string? MaxInterval { get; set; }

    /// <summary>
    /// The task queue of the workers that run it; null means not set. Local activities have none.
    /// </summary>
    public string? TaskQueue { get; set; }

    internal int? MaxAttemptsIfSet { get; private set; }

    internal float? BackoffIfSet { get; private set; }
}
