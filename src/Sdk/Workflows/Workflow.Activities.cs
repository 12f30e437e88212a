using System.Diagnostics.CodeAnalysis;
using System.Linq.Expressions;
using System.Runtime.CompilerServices;
using Cairn.Generated;
using CallSite = Cairn.Sdk.Replay.Commands.CallSite;

namespace Cairn.Workflows;

/// <content>Activities. A call schedules the activity at once, ends with it, and throws if it failed.</content>
public static partial class Workflow
{
    /// <summary>Runs a static activity and waits for its result.</summary>
    /// <param name="activityCall">A lambda that calls the activity's method.</param>
    /// <param name="options">
    /// How to run it; it or the attributes of the activity must set StartToCloseTimeout or ScheduleToCloseTimeout.
    /// </param>
    /// <param name="callerFile">Filled by the compiler, for messages.</param>
    /// <param name="callerLine">Filled by the compiler, for messages.</param>
    /// <exception cref="Exceptions.ActivityFailureException">It failed, timed out or was cancelled.</exception>
    [RequiresUnreferencedCode(MemberReflection.Needed)]
    [RequiresDynamicCode(MemberReflection.Needed)]
    public static Task<TResult> ExecuteActivityAsync<TResult>(
        Expression<Func<TResult>> activityCall,
        ActivityOptions options,
        [CallerFilePath] string? callerFile = null,
        [CallerLineNumber] int callerLine = 0) =>
        CallAsync<TResult>(activityCall, options, new(callerFile, callerLine));

    /// <inheritdoc cref="ExecuteActivityAsync{TResult}(Expression{Func{TResult}}, ActivityOptions, string, int)"/>
    [RequiresUnreferencedCode(MemberReflection.Needed)]
    [RequiresDynamicCode(MemberReflection.Needed)]
    public static Task ExecuteActivityAsync(
        Expression<Action> activityCall,
        ActivityOptions options,
        [CallerFilePath] string? callerFile = null,
        [CallerLineNumber] int callerLine = 0) =>
        CallAsync<Nothing>(activityCall, options, new(callerFile, callerLine));

    /// <inheritdoc cref="ExecuteActivityAsync{TResult}(Expression{Func{TResult}}, ActivityOptions, string, int)"/>
    [RequiresUnreferencedCode(MemberReflection.Needed)]
    [RequiresDynamicCode(MemberReflection.Needed)]
    public static Task<TResult> ExecuteActivityAsync<TActivityInstance, TResult>(
        Expression<Func<TActivityInstance, TResult>> activityCall,
        ActivityOptions options,
        [CallerFilePath] string? callerFile = null,
        [CallerLineNumber] int callerLine = 0) =>
        CallAsync<TResult>(activityCall, options, new(callerFile, callerLine));

    /// <inheritdoc cref="ExecuteActivityAsync{TResult}(Expression{Func{TResult}}, ActivityOptions, string, int)"/>
    [RequiresUnreferencedCode(MemberReflection.Needed)]
    [RequiresDynamicCode(MemberReflection.Needed)]
    public static Task ExecuteActivityAsync<TActivityInstance>(
        Expression<Action<TActivityInstance>> activityCall,
        ActivityOptions options,
        [CallerFilePath] string? callerFile = null,
        [CallerLineNumber] int callerLine = 0) =>
        CallAsync<Nothing>(activityCall, options, new(callerFile, callerLine));

    /// <inheritdoc cref="ExecuteActivityAsync{TResult}(Expression{Func{TResult}}, ActivityOptions, string, int)"/>
    [RequiresUnreferencedCode(MemberReflection.Needed)]
    [RequiresDynamicCode(MemberReflection.Needed)]
    public static Task<TResult> ExecuteActivityAsync<TResult>(
        Expression<Func<Task<TResult>>> activityCall,
        ActivityOptions options,
        [CallerFilePath] string? callerFile = null,
        [CallerLineNumber] int callerLine = 0) =>
        CallAsync<TResult>(activityCall, options, new(callerFile, callerLine));

    /// <inheritdoc cref="ExecuteActivityAsync{TResult}(Expression{Func{TResult}}, ActivityOptions, string, int)"/>
    [RequiresUnreferencedCode(MemberReflection.Needed)]
    [RequiresDynamicCode(MemberReflection.Needed)]
    public static Task ExecuteActivityAsync(
        Expression<Func<Task>> activityCall,
        ActivityOptions options,
        [CallerFilePath] string? callerFile = null,
        [CallerLineNumber] int callerLine = 0) =>
        CallAsync<Nothing>(activityCall, options, new(callerFile, callerLine));

    /// <inheritdoc cref="ExecuteActivityAsync{TResult}(Expression{Func{TResult}}, ActivityOptions, string, int)"/>
    [RequiresUnreferencedCode(MemberReflection.Needed)]
    [RequiresDynamicCode(MemberReflection.Needed)]
    public static Task<TResult> ExecuteActivityAsync<TActivityInstance, TResult>(
        Expression<Func<TActivityInstance, Task<TResult>>> activityCall,
        ActivityOptions options,
        [CallerFilePath] string? callerFile = null,
        [CallerLineNumber] int callerLine = 0) =>
        CallAsync<TResult>(activityCall, options, new(callerFile, callerLine));

    /// <inheritdoc cref="ExecuteActivityAsync{TResult}(Expression{Func{TResult}}, ActivityOptions, string, int)"/>
    [RequiresUnreferencedCode(MemberReflection.Needed)]
    [RequiresDynamicCode(MemberReflection.Needed)]
    public static Task ExecuteActivityAsync<TActivityInstance>(
        Expression<Func<TActivityInstance, Task>> activityCall,
        ActivityOptions options,
        [CallerFilePath] string? callerFile = null,
        [CallerLineNumber] int callerLine = 0) =>
        CallAsync<Nothing>(activityCall, options, new(callerFile, callerLine));

    /// <summary>Runs an activity by name and waits for its end.</summary>
    /// <param name="activity">The activity's type.</param>
    /// <param name="args">Its arguments.</param>
    /// <param name="options">
    /// How to run it; it or the attributes of the activity must set StartToCloseTimeout or ScheduleToCloseTimeout.
    /// </param>
    /// <param name="callerFile">Filled by the compiler, for messages.</param>
    /// <param name="callerLine">Filled by the compiler, for messages.</param>
    /// <exception cref="Exceptions.ActivityFailureException">It failed, timed out or was cancelled.</exception>
    public static Task ExecuteActivityAsync(
        string activity,
        IReadOnlyCollection<object?> args,
        ActivityOptions options,
        [CallerFilePath] string? callerFile = null,
        [CallerLineNumber] int callerLine = 0) =>
        ScheduleAsync<Nothing>(activity, args, options, new(callerFile, callerLine));

    /// <inheritdoc cref="ExecuteActivityAsync(string, IReadOnlyCollection{object}, ActivityOptions, string, int)"/>
    public static Task<TResult> ExecuteActivityAsync<TResult>(
        string activity,
        IReadOnlyCollection<object?> args,
        ActivityOptions options,
        [CallerFilePath] string? callerFile = null,
        [CallerLineNumber] int callerLine = 0) =>
        ScheduleAsync<TResult>(activity, args, options, new(callerFile, callerLine));

    [RequiresUnreferencedCode(MemberReflection.Needed)]
    [RequiresDynamicCode(MemberReflection.Needed)]
    private static Task<TResult> CallAsync<TResult>(
        LambdaExpression activityCall, ActivityOptions options, CallSite site)
    {
        ArgumentNullException.ThrowIfNull(activityCall);
        ArgumentNullException.ThrowIfNull(options);
        var call = ActivityNames.CallOf(activityCall);
        return Context.Outbound.ScheduleActivityAsync<TResult>(
            new(call.Activity, call.Args, call.Defaults.Complete(options, call.Token), null) { Site = site });
    }

    // The activity is known if this worker runs it; in a replayer, the worker of the first time has known it.
    private static Task<TResult> ScheduleAsync<TResult>(
        string activity, IReadOnlyCollection<object?> args, ActivityOptions options, CallSite site)
    {
        ArgumentNullException.ThrowIfNull(activity);
        ArgumentNullException.ThrowIfNull(args);
        ArgumentNullException.ThrowIfNull(options);
        var (context, all) = (Context, options);
        if (context.ActivityDefaults?.Invoke(activity) is { } defaults)
        {
            all = defaults.Complete(options);
        }

        return context.Outbound.ScheduleActivityAsync<TResult>(new(activity, args, all, null)
        {
            Site = site,
            MayLackTimeouts = context is { IsReplaying: true, ActivityDefaults: null },
        });
    }
}
