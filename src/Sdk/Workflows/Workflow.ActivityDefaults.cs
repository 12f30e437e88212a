using System.Diagnostics.CodeAnalysis;
using System.Linq.Expressions;
using System.Runtime.CompilerServices;
using Cairn.Generated;

namespace Cairn.Workflows;

/// <content>
/// Activities called without options: their attributes say how they are run. Where a call could mean these methods or
/// those with options, as with <c>new() { ... }</c>, the compiler takes those with options.
/// </content>
public static partial class Workflow
{
    /// <summary>Runs an activity as its <see cref="Activities.ActivityDefaultsAttribute"/> says.</summary>
    /// <param name="activityCall">A lambda that calls the activity's method.</param>
    /// <param name="callerFile">Filled by the compiler, for messages.</param>
    /// <param name="callerLine">Filled by the compiler, for messages.</param>
    /// <exception cref="Exceptions.ActivityFailureException">It failed, timed out or was cancelled.</exception>
    /// <exception cref="ArgumentException">Its attributes set no timeout, or a wrong value.</exception>
    [OverloadResolutionPriority(-1)]
    [RequiresUnreferencedCode(MemberReflection.Needed)]
    [RequiresDynamicCode(MemberReflection.Needed)]
    public static Task<TResult> ExecuteActivityAsync<TResult>(
        Expression<Func<TResult>> activityCall,
        [CallerFilePath] string? callerFile = null,
        [CallerLineNumber] int callerLine = 0) =>
        CallAsync<TResult>(activityCall, new ActivityOptions(), new(callerFile, callerLine));

    /// <inheritdoc cref="ExecuteActivityAsync{TResult}(Expression{Func{TResult}}, string, int)"/>
    [OverloadResolutionPriority(-1)]
    [RequiresUnreferencedCode(MemberReflection.Needed)]
    [RequiresDynamicCode(MemberReflection.Needed)]
    public static Task ExecuteActivityAsync(
        Expression<Action> activityCall,
        [CallerFilePath] string? callerFile = null,
        [CallerLineNumber] int callerLine = 0) =>
        CallAsync<Nothing>(activityCall, new ActivityOptions(), new(callerFile, callerLine));

    /// <inheritdoc cref="ExecuteActivityAsync{TResult}(Expression{Func{TResult}}, string, int)"/>
    [OverloadResolutionPriority(-1)]
    [RequiresUnreferencedCode(MemberReflection.Needed)]
    [RequiresDynamicCode(MemberReflection.Needed)]
    public static Task<TResult> ExecuteActivityAsync<TActivityInstance, TResult>(
        Expression<Func<TActivityInstance, TResult>> activityCall,
        [CallerFilePath] string? callerFile = null,
        [CallerLineNumber] int callerLine = 0) =>
        CallAsync<TResult>(activityCall, new ActivityOptions(), new(callerFile, callerLine));

    /// <inheritdoc cref="ExecuteActivityAsync{TResult}(Expression{Func{TResult}}, string, int)"/>
    [OverloadResolutionPriority(-1)]
    [RequiresUnreferencedCode(MemberReflection.Needed)]
    [RequiresDynamicCode(MemberReflection.Needed)]
    public static Task ExecuteActivityAsync<TActivityInstance>(
        Expression<Action<TActivityInstance>> activityCall,
        [CallerFilePath] string? callerFile = null,
        [CallerLineNumber] int callerLine = 0) =>
        CallAsync<Nothing>(activityCall, new ActivityOptions(), new(callerFile, callerLine));

    /// <inheritdoc cref="ExecuteActivityAsync{TResult}(Expression{Func{TResult}}, string, int)"/>
    [OverloadResolutionPriority(-1)]
    [RequiresUnreferencedCode(MemberReflection.Needed)]
    [RequiresDynamicCode(MemberReflection.Needed)]
    public static Task<TResult> ExecuteActivityAsync<TResult>(
        Expression<Func<Task<TResult>>> activityCall,
        [CallerFilePath] string? callerFile = null,
        [CallerLineNumber] int callerLine = 0) =>
        CallAsync<TResult>(activityCall, new ActivityOptions(), new(callerFile, callerLine));

    /// <inheritdoc cref="ExecuteActivityAsync{TResult}(Expression{Func{TResult}}, string, int)"/>
    [OverloadResolutionPriority(-1)]
    [RequiresUnreferencedCode(MemberReflection.Needed)]
    [RequiresDynamicCode(MemberReflection.Needed)]
    public static Task ExecuteActivityAsync(
        Expression<Func<Task>> activityCall,
        [CallerFilePath] string? callerFile = null,
        [CallerLineNumber] int callerLine = 0) =>
        CallAsync<Nothing>(activityCall, new ActivityOptions(), new(callerFile, callerLine));

    /// <inheritdoc cref="ExecuteActivityAsync{TResult}(Expression{Func{TResult}}, string, int)"/>
    [OverloadResolutionPriority(-1)]
    [RequiresUnreferencedCode(MemberReflection.Needed)]
    [RequiresDynamicCode(MemberReflection.Needed)]
    public static Task<TResult> ExecuteActivityAsync<TActivityInstance, TResult>(
        Expression<Func<TActivityInstance, Task<TResult>>> activityCall,
        [CallerFilePath] string? callerFile = null,
        [CallerLineNumber] int callerLine = 0) =>
        CallAsync<TResult>(activityCall, new ActivityOptions(), new(callerFile, callerLine));

    /// <inheritdoc cref="ExecuteActivityAsync{TResult}(Expression{Func{TResult}}, string, int)"/>
    [OverloadResolutionPriority(-1)]
    [RequiresUnreferencedCode(MemberReflection.Needed)]
    [RequiresDynamicCode(MemberReflection.Needed)]
    public static Task ExecuteActivityAsync<TActivityInstance>(
        Expression<Func<TActivityInstance, Task>> activityCall,
        [CallerFilePath] string? callerFile = null,
        [CallerLineNumber] int callerLine = 0) =>
        CallAsync<Nothing>(activityCall, new ActivityOptions(), new(callerFile, callerLine));

    /// <summary>Runs an activity of this worker by name, as its attributes say.</summary>
    /// <param name="activity">The activity's type; a worker that does not run it knows no attributes of it.</param>
    /// <param name="args">Its arguments.</param>
    /// <param name="callerFile">Filled by the compiler, for messages.</param>
    /// <param name="callerLine">Filled by the compiler, for messages.</param>
    /// <exception cref="Exceptions.ActivityFailureException">It failed, timed out or was cancelled.</exception>
    /// <exception cref="ArgumentException">No timeout is known.</exception>
    [OverloadResolutionPriority(-1)]
    public static Task ExecuteActivityAsync(
        string activity,
        IReadOnlyCollection<object?> args,
        [CallerFilePath] string? callerFile = null,
        [CallerLineNumber] int callerLine = 0) =>
        ScheduleAsync<Nothing>(activity, args, new ActivityOptions(), new(callerFile, callerLine));

    /// <inheritdoc cref="ExecuteActivityAsync(string, IReadOnlyCollection{object}, string, int)"/>
    [OverloadResolutionPriority(-1)]
    public static Task<TResult> ExecuteActivityAsync<TResult>(
        string activity,
        IReadOnlyCollection<object?> args,
        [CallerFilePath] string? callerFile = null,
        [CallerLineNumber] int callerLine = 0) =>
        ScheduleAsync<TResult>(activity, args, new ActivityOptions(), new(callerFile, callerLine));
}
