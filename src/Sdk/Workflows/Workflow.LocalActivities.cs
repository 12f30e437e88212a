using System.Diagnostics.CodeAnalysis;
using System.Linq.Expressions;
using System.Runtime.CompilerServices;
using Cairn.Generated;
using CallSite = Cairn.Sdk.Replay.Commands.CallSite;

namespace Cairn.Workflows;

/// <content>
/// Local activities: the worker runs them within the workflow task, without a task queue.
/// </content>
public static partial class Workflow
{
    /// <summary>Runs a static activity locally and waits for its result.</summary>
    /// <param name="activityCall">A lambda that calls the activity's method.</param>
    /// <param name="options">
    /// How to run it; it or the attributes of the activity must set StartToCloseTimeout or ScheduleToCloseTimeout.
    /// </param>
    /// <param name="callerFile">Filled by the compiler, for messages.</param>
    /// <param name="callerLine">Filled by the compiler, for messages.</param>
    /// <exception cref="Exceptions.ActivityFailureException">It failed, timed out or was cancelled.</exception>
    [RequiresUnreferencedCode(MemberReflection.Needed)]
    [RequiresDynamicCode(MemberReflection.Needed)]
    public static Task<TResult> ExecuteLocalActivityAsync<TResult>(
        Expression<Func<TResult>> activityCall,
        LocalActivityOptions options,
        [CallerFilePath] string? callerFile = null,
        [CallerLineNumber] int callerLine = 0) =>
        CallLocalAsync<TResult>(activityCall, options, new(callerFile, callerLine));

    /// <summary>Runs an activity locally and waits for its end.</summary>
    /// <param name="activityCall">What to run.</param>
    /// <param name="options">
    /// How to run it; it or the attributes of the activity must set StartToCloseTimeout or ScheduleToCloseTimeout.
    /// </param>
    /// <param name="callerFile">Filled by the compiler, for messages.</param>
    /// <param name="callerLine">Filled by the compiler, for messages.</param>
    /// <exception cref="Exceptions.ActivityFailureException">It failed, timed out or was cancelled.</exception>
    [RequiresUnreferencedCode(MemberReflection.Needed)]
    [RequiresDynamicCode(MemberReflection.Needed)]
    public static Task ExecuteLocalActivityAsync(
        Expression<Action> activityCall,
        LocalActivityOptions options,
        [CallerFilePath] string? callerFile = null,
        [CallerLineNumber] int callerLine = 0) =>
        CallLocalAsync<Nothing>(activityCall, options, new(callerFile, callerLine));

    /// <summary>Runs an activity locally and waits for its end.</summary>
    /// <param name="activityCall">What to run.</param>
    /// <param name="options">
    /// How to run it; it or the attributes of the activity must set StartToCloseTimeout or ScheduleToCloseTimeout.
    /// </param>
    /// <param name="callerFile">Filled by the compiler, for messages.</param>
    /// <param name="callerLine">Filled by the compiler, for messages.</param>
    /// <exception cref="Exceptions.ActivityFailureException">It failed, timed out or was cancelled.</exception>
    [RequiresUnreferencedCode(MemberReflection.Needed)]
    [RequiresDynamicCode(MemberReflection.Needed)]
    public static Task<TResult> ExecuteLocalActivityAsync<TActivityInstance, TResult>(
        Expression<Func<TActivityInstance, TResult>> activityCall,
        LocalActivityOptions options,
        [CallerFilePath] string? callerFile = null,
        [CallerLineNumber] int callerLine = 0) =>
        CallLocalAsync<TResult>(activityCall, options, new(callerFile, callerLine));

    /// <summary>Runs an activity locally and waits for its end.</summary>
    /// <param name="activityCall">What to run.</param>
    /// <param name="options">
    /// How to run it; it or the attributes of the activity must set StartToCloseTimeout or ScheduleToCloseTimeout.
    /// </param>
    /// <param name="callerFile">Filled by the compiler, for messages.</param>
    /// <param name="callerLine">Filled by the compiler, for messages.</param>
    /// <exception cref="Exceptions.ActivityFailureException">It failed, timed out or was cancelled.</exception>
    [RequiresUnreferencedCode(MemberReflection.Needed)]
    [RequiresDynamicCode(MemberReflection.Needed)]
    public static Task ExecuteLocalActivityAsync<TActivityInstance>(
        Expression<Action<TActivityInstance>> activityCall,
        LocalActivityOptions options,
        [CallerFilePath] string? callerFile = null,
        [CallerLineNumber] int callerLine = 0) =>
        CallLocalAsync<Nothing>(activityCall, options, new(callerFile, callerLine));

    /// <summary>Runs an activity locally and waits for its end.</summary>
    /// <param name="activityCall">What to run.</param>
    /// <param name="options">
    /// How to run it; it or the attributes of the activity must set StartToCloseTimeout or ScheduleToCloseTimeout.
    /// </param>
    /// <param name="callerFile">Filled by the compiler, for messages.</param>
    /// <param name="callerLine">Filled by the compiler, for messages.</param>
    /// <exception cref="Exceptions.ActivityFailureException">It failed, timed out or was cancelled.</exception>
    [RequiresUnreferencedCode(MemberReflection.Needed)]
    [RequiresDynamicCode(MemberReflection.Needed)]
    public static Task<TResult> ExecuteLocalActivityAsync<TResult>(
        Expression<Func<Task<TResult>>> activityCall,
        LocalActivityOptions options,
        [CallerFilePath] string? callerFile = null,
        [CallerLineNumber] int callerLine = 0) =>
        CallLocalAsync<TResult>(activityCall, options, new(callerFile, callerLine));

    /// <summary>Runs an activity locally and waits for its end.</summary>
    /// <param name="activityCall">What to run.</param>
    /// <param name="options">
    /// How to run it; it or the attributes of the activity must set StartToCloseTimeout or ScheduleToCloseTimeout.
    /// </param>
    /// <param name="callerFile">Filled by the compiler, for messages.</param>
    /// <param name="callerLine">Filled by the compiler, for messages.</param>
    /// <exception cref="Exceptions.ActivityFailureException">It failed, timed out or was cancelled.</exception>
    [RequiresUnreferencedCode(MemberReflection.Needed)]
    [RequiresDynamicCode(MemberReflection.Needed)]
    public static Task ExecuteLocalActivityAsync(
        Expression<Func<Task>> activityCall,
        LocalActivityOptions options,
        [CallerFilePath] string? callerFile = null,
        [CallerLineNumber] int callerLine = 0) =>
        CallLocalAsync<Nothing>(activityCall, options, new(callerFile, callerLine));

    /// <summary>Runs an activity locally and waits for its end.</summary>
    /// <param name="activityCall">What to run.</param>
    /// <param name="options">
    /// How to run it; it or the attributes of the activity must set StartToCloseTimeout or ScheduleToCloseTimeout.
    /// </param>
    /// <param name="callerFile">Filled by the compiler, for messages.</param>
    /// <param name="callerLine">Filled by the compiler, for messages.</param>
    /// <exception cref="Exceptions.ActivityFailureException">It failed, timed out or was cancelled.</exception>
    [RequiresUnreferencedCode(MemberReflection.Needed)]
    [RequiresDynamicCode(MemberReflection.Needed)]
    public static Task<TResult> ExecuteLocalActivityAsync<TActivityInstance, TResult>(
        Expression<Func<TActivityInstance, Task<TResult>>> activityCall,
        LocalActivityOptions options,
        [CallerFilePath] string? callerFile = null,
        [CallerLineNumber] int callerLine = 0) =>
        CallLocalAsync<TResult>(activityCall, options, new(callerFile, callerLine));

    /// <summary>Runs an activity locally and waits for its end.</summary>
    /// <param name="activityCall">What to run.</param>
    /// <param name="options">
    /// How to run it; it or the attributes of the activity must set StartToCloseTimeout or ScheduleToCloseTimeout.
    /// </param>
    /// <param name="callerFile">Filled by the compiler, for messages.</param>
    /// <param name="callerLine">Filled by the compiler, for messages.</param>
    /// <exception cref="Exceptions.ActivityFailureException">It failed, timed out or was cancelled.</exception>
    [RequiresUnreferencedCode(MemberReflection.Needed)]
    [RequiresDynamicCode(MemberReflection.Needed)]
    public static Task ExecuteLocalActivityAsync<TActivityInstance>(
        Expression<Func<TActivityInstance, Task>> activityCall,
        LocalActivityOptions options,
        [CallerFilePath] string? callerFile = null,
        [CallerLineNumber] int callerLine = 0) =>
        CallLocalAsync<Nothing>(activityCall, options, new(callerFile, callerLine));

    /// <summary>Runs an activity locally by name and waits for its end.</summary>
    /// <param name="activity">The activity's type.</param>
    /// <param name="args">Its arguments.</param>
    /// <param name="options">
    /// How to run it; it or the attributes of the activity must set StartToCloseTimeout or ScheduleToCloseTimeout.
    /// </param>
    /// <param name="callerFile">Filled by the compiler, for messages.</param>
    /// <param name="callerLine">Filled by the compiler, for messages.</param>
    /// <exception cref="Exceptions.ActivityFailureException">It failed, timed out or was cancelled.</exception>
    public static Task ExecuteLocalActivityAsync(
        string activity,
        IReadOnlyCollection<object?> args,
        LocalActivityOptions options,
        [CallerFilePath] string? callerFile = null,
        [CallerLineNumber] int callerLine = 0) =>
        ScheduleLocalAsync<Nothing>(activity, args, options, new(callerFile, callerLine));

    /// <summary>Runs an activity locally and waits for its end.</summary>
    /// <param name="activity">The activity's type.</param>
    /// <param name="args">Its arguments.</param>
    /// <param name="options">
    /// How to run it; it or the attributes of the activity must set StartToCloseTimeout or ScheduleToCloseTimeout.
    /// </param>
    /// <param name="callerFile">Filled by the compiler, for messages.</param>
    /// <param name="callerLine">Filled by the compiler, for messages.</param>
    /// <exception cref="Exceptions.ActivityFailureException">It failed, timed out or was cancelled.</exception>
    public static Task<TResult> ExecuteLocalActivityAsync<TResult>(
        string activity,
        IReadOnlyCollection<object?> args,
        LocalActivityOptions options,
        [CallerFilePath] string? callerFile = null,
        [CallerLineNumber] int callerLine = 0) =>
        ScheduleLocalAsync<TResult>(activity, args, options, new(callerFile, callerLine));

    [RequiresUnreferencedCode(MemberReflection.Needed)]
    [RequiresDynamicCode(MemberReflection.Needed)]
    private static Task<TResult> CallLocalAsync<TResult>(
        LambdaExpression activityCall, LocalActivityOptions options, CallSite site)
    {
        ArgumentNullException.ThrowIfNull(activityCall);
        ArgumentNullException.ThrowIfNull(options);
        var call = ActivityNames.CallOf(activityCall);
        return Context.Outbound.ScheduleLocalActivityAsync<TResult>(
            new(call.Activity, call.Args, call.Defaults.Complete(options, call.Token), null) { Site = site });
    }

    // The activity is known if this worker runs it; in a replayer, the worker of the first time has known it.
    private static Task<TResult> ScheduleLocalAsync<TResult>(
        string activity, IReadOnlyCollection<object?> args, LocalActivityOptions options, CallSite site)
    {
        ArgumentNullException.ThrowIfNull(activity);
        ArgumentNullException.ThrowIfNull(args);
        ArgumentNullException.ThrowIfNull(options);
        var (context, all) = (Context, options);
        if (context.ActivityDefaults?.Invoke(activity) is { } defaults)
        {
            all = defaults.Complete(options);
        }

        return context.Outbound.ScheduleLocalActivityAsync<TResult>(new(activity, args, all, null)
        {
            Site = site,
            MayLackTimeouts = context is { IsReplaying: true, ActivityDefaults: null },
        });
    }
}
