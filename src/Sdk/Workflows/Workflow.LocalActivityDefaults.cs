using System.Diagnostics.CodeAnalysis;
using System.Linq.Expressions;
using System.Runtime.CompilerServices;
using Cairn.Generated;

namespace Cairn.Workflows;

/// <content>
/// Local activities called without options: their attributes say how they are run. Where a call could mean these
/// methods or those
/// with options, as with <c>new() { ... }</c>, the compiler takes those with options.
/// </content>
public static partial class Workflow
{
    /// <summary>Runs an activity locally as its <see cref="Activities.ActivityDefaultsAttribute"/> says.</summary>
    /// <param name="activityCall">A lambda that calls the activity's method.</param>
    /// <param name="callerFile">Filled by the compiler, for messages.</param>
    /// <param name="callerLine">Filled by the compiler, for messages.</param>
    /// <exception cref="Exceptions.ActivityFailureException">It failed, timed out or was cancelled.</exception>
    /// <exception cref="ArgumentException">Its attributes set no timeout, or a wrong value.</exception>
    [OverloadResolutionPriority(-1)]
    [RequiresUnreferencedCode(MemberReflection.Needed)]
    [RequiresDynamicCode(MemberReflection.Needed)]
    public static Task<TResult> ExecuteLocalActivityAsync<TResult>(
        Expression<Func<TResult>> activityCall,
        [CallerFilePath] string? callerFile = null,
        [CallerLineNumber] int callerLine = 0) =>
        CallLocalAsync<TResult>(activityCall, new LocalActivityOptions(), new(callerFile, callerLine));

    /// <inheritdoc cref="ExecuteLocalActivityAsync{TResult}(Expression{Func{TResult}}, string, int)"/>
    [OverloadResolutionPriority(-1)]
    [RequiresUnreferencedCode(MemberReflection.Needed)]
    [RequiresDynamicCode(MemberReflection.Needed)]
    public static Task ExecuteLocalActivityAsync(
        Expression<Action> activityCall,
        [CallerFilePath] string? callerFile = null,
        [CallerLineNumber] int callerLine = 0) =>
        CallLocalAsync<Nothing>(activityCall, new LocalActivityOptions(), new(callerFile, callerLine));

    /// <inheritdoc cref="ExecuteLocalActivityAsync{TResult}(Expression{Func{TResult}}, string, int)"/>
    [OverloadResolutionPriority(-1)]
    [RequiresUnreferencedCode(MemberReflection.Needed)]
    [RequiresDynamicCode(MemberReflection.Needed)]
    public static Task<TResult> ExecuteLocalActivityAsync<TActivityInstance, TResult>(
        Expression<Func<TActivityInstance, TResult>> activityCall,
        [CallerFilePath] string? callerFile = null,
        [CallerLineNumber] int callerLine = 0) =>
        CallLocalAsync<TResult>(activityCall, new LocalActivityOptions(), new(callerFile, callerLine));

    /// <inheritdoc cref="ExecuteLocalActivityAsync{TResult}(Expression{Func{TResult}}, string, int)"/>
    [OverloadResolutionPriority(-1)]
    [RequiresUnreferencedCode(MemberReflection.Needed)]
    [RequiresDynamicCode(MemberReflection.Needed)]
    public static Task ExecuteLocalActivityAsync<TActivityInstance>(
        Expression<Action<TActivityInstance>> activityCall,
        [CallerFilePath] string? callerFile = null,
        [CallerLineNumber] int callerLine = 0) =>
        CallLocalAsync<Nothing>(activityCall, new LocalActivityOptions(), new(callerFile, callerLine));

    /// <inheritdoc cref="ExecuteLocalActivityAsync{TResult}(Expression{Func{TResult}}, string, int)"/>
    [OverloadResolutionPriority(-1)]
    [RequiresUnreferencedCode(MemberReflection.Needed)]
    [RequiresDynamicCode(MemberReflection.Needed)]
    public static Task<TResult> ExecuteLocalActivityAsync<TResult>(
        Expression<Func<Task<TResult>>> activityCall,
        [CallerFilePath] string? callerFile = null,
        [CallerLineNumber] int callerLine = 0) =>
        CallLocalAsync<TResult>(activityCall, new LocalActivityOptions(), new(callerFile, callerLine));

    /// <inheritdoc cref="ExecuteLocalActivityAsync{TResult}(Expression{Func{TResult}}, string, int)"/>
    [OverloadResolutionPriority(-1)]
    [RequiresUnreferencedCode(MemberReflection.Needed)]
    [RequiresDynamicCode(MemberReflection.Needed)]
    public static Task ExecuteLocalActivityAsync(
        Expression<Func<Task>> activityCall,
        [CallerFilePath] string? callerFile = null,
        [CallerLineNumber] int callerLine = 0) =>
        CallLocalAsync<Nothing>(activityCall, new LocalActivityOptions(), new(callerFile, callerLine));

    /// <inheritdoc cref="ExecuteLocalActivityAsync{TResult}(Expression{Func{TResult}}, string, int)"/>
    [OverloadResolutionPriority(-1)]
    [RequiresUnreferencedCode(MemberReflection.Needed)]
    [RequiresDynamicCode(MemberReflection.Needed)]
    public static Task<TResult> ExecuteLocalActivityAsync<TActivityInstance, TResult>(
        Expression<Func<TActivityInstance, Task<TResult>>> activityCall,
        [CallerFilePath] string? callerFile = null,
        [CallerLineNumber] int callerLine = 0) =>
        CallLocalAsync<TResult>(activityCall, new LocalActivityOptions(), new(callerFile, callerLine));

    /// <inheritdoc cref="ExecuteLocalActivityAsync{TResult}(Expression{Func{TResult}}, string, int)"/>
    [OverloadResolutionPriority(-1)]
    [RequiresUnreferencedCode(MemberReflection.Needed)]
    [RequiresDynamicCode(MemberReflection.Needed)]
    public static Task ExecuteLocalActivityAsync<TActivityInstance>(
        Expression<Func<TActivityInstance, Task>> activityCall,
        [CallerFilePath] string? callerFile = null,
        [CallerLineNumber] int callerLine = 0) =>
        CallLocalAsync<Nothing>(activityCall, new LocalActivityOptions(), new(callerFile, callerLine));

    /// <summary>Runs an activity of this worker locally by name, as its attributes say.</summary>
    /// <param name="activity">The activity's type; a worker that does not run it knows no attributes of it.</param>
    /// <param name="args">Its arguments.</param>
    /// <param name="callerFile">Filled by the compiler, for messages.</param>
    /// <param name="callerLine">Filled by the compiler, for messages.</param>
    /// <exception cref="Exceptions.ActivityFailureException">It failed, timed out or was cancelled.</exception>
    /// <exception cref="ArgumentException">No timeout is known.</exception>
    [OverloadResolutionPriority(-1)]
    public static Task ExecuteLocalActivityAsync(
        string activity,
        IReadOnlyCollection<object?> args,
        [CallerFilePath] string? callerFile = null,
        [CallerLineNumber] int callerLine = 0) =>
        ScheduleLocalAsync<Nothing>(activity, args, new LocalActivityOptions(), new(callerFile, callerLine));

    /// <inheritdoc cref="ExecuteLocalActivityAsync(string, IReadOnlyCollection{object}, string, int)"/>
    [OverloadResolutionPriority(-1)]
    public static Task<TResult> ExecuteLocalActivityAsync<TResult>(
        string activity,
        IReadOnlyCollection<object?> args,
        [CallerFilePath] string? callerFile = null,
        [CallerLineNumber] int callerLine = 0) =>
        ScheduleLocalAsync<TResult>(activity, args, new LocalActivityOptions(), new(callerFile, callerLine));
}
