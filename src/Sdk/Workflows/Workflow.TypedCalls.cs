using System.Runtime.CompilerServices;
using Cairn.Common;
using Cairn.Generated;
using CallSite = Cairn.Sdk.Replay.Commands.CallSite;

namespace Cairn.Workflows;

/// <content>
/// Calls of generated code, such as <c>PaymentsCalls.Charge(orderId)</c>: the same commands as those of a lambda,
/// without reflection.
/// </content>
public static partial class Workflow
{
    /// <summary>Runs an activity and waits for its end.</summary>
    /// <param name="activityCall">The call, made by a generated class.</param>
    /// <param name="options">
    /// How to run it; null means as its attributes say. One of them must set StartToCloseTimeout or
    /// ScheduleToCloseTimeout.
    /// </param>
    /// <param name="callerFile">Filled by the compiler, for messages.</param>
    /// <param name="callerLine">Filled by the compiler, for messages.</param>
    /// <exception cref="Exceptions.ActivityFailureException">It failed, timed out or was cancelled.</exception>
    public static Task ExecuteActivityAsync(
        ActivityCall activityCall,
        ActivityOptions? options = null,
        [CallerFilePath] string? callerFile = null,
        [CallerLineNumber] int callerLine = 0) =>
        CallAsync<Nothing>(activityCall.Target, activityCall.Args, options, new(callerFile, callerLine));

    /// <summary>Runs an activity and waits for its result.</summary>
    /// <inheritdoc cref="ExecuteActivityAsync(ActivityCall, ActivityOptions, string, int)"/>
    public static Task<TResult> ExecuteActivityAsync<TResult>(
        ActivityCall<TResult> activityCall,
        ActivityOptions? options = null,
        [CallerFilePath] string? callerFile = null,
        [CallerLineNumber] int callerLine = 0) =>
        CallAsync<TResult>(activityCall.Target, activityCall.Args, options, new(callerFile, callerLine));

    /// <summary>Runs an activity locally and waits for its end.</summary>
    /// <param name="activityCall">The call, made by a generated class.</param>
    /// <param name="options">
    /// How to run it; null means as its attributes say. One of them must set StartToCloseTimeout or
    /// ScheduleToCloseTimeout.
    /// </param>
    /// <param name="callerFile">Filled by the compiler, for messages.</param>
    /// <param name="callerLine">Filled by the compiler, for messages.</param>
    /// <exception cref="Exceptions.ActivityFailureException">It failed, timed out or was cancelled.</exception>
    public static Task ExecuteLocalActivityAsync(
        ActivityCall activityCall,
        LocalActivityOptions? options = null,
        [CallerFilePath] string? callerFile = null,
        [CallerLineNumber] int callerLine = 0) =>
        CallLocalAsync<Nothing>(activityCall.Target, activityCall.Args, options, new(callerFile, callerLine));

    /// <summary>Runs an activity locally and waits for its result.</summary>
    /// <inheritdoc cref="ExecuteLocalActivityAsync(ActivityCall, LocalActivityOptions, string, int)"/>
    public static Task<TResult> ExecuteLocalActivityAsync<TResult>(
        ActivityCall<TResult> activityCall,
        LocalActivityOptions? options = null,
        [CallerFilePath] string? callerFile = null,
        [CallerLineNumber] int callerLine = 0) =>
        CallLocalAsync<TResult>(activityCall.Target, activityCall.Args, options, new(callerFile, callerLine));

    /// <summary>Starts a child; ends when it has started.</summary>
    /// <param name="workflowRunCall">The call of its run method, made by a generated class.</param>
    /// <param name="options">How to run it.</param>
    /// <param name="callerFile">Filled by the compiler, for messages.</param>
    /// <param name="callerLine">Filled by the compiler, for messages.</param>
    /// <exception cref="Exceptions.WorkflowAlreadyStartedException">A workflow with its id is open.</exception>
    public static Task<ChildWorkflowHandle<TWorkflow, TResult>> StartChildWorkflowAsync<TWorkflow, TResult>(
        WorkflowCall<TWorkflow, TResult> workflowRunCall,
        ChildWorkflowOptions? options = null,
        [CallerFilePath] string? callerFile = null,
        [CallerLineNumber] int callerLine = 0)
    {
        ArgumentNullException.ThrowIfNull(workflowRunCall.Target, nameof(workflowRunCall));
        return StartAsync<TWorkflow, TResult>(
            (workflowRunCall.Target.Name, workflowRunCall.Args), options, new(callerFile, callerLine));
    }

    /// <inheritdoc cref="StartChildWorkflowAsync{TWorkflow, TResult}(WorkflowCall{TWorkflow, TResult},
    /// ChildWorkflowOptions, string, int)"/>
    public static async Task<ChildWorkflowHandle<TWorkflow>> StartChildWorkflowAsync<TWorkflow>(
        WorkflowCall<TWorkflow> workflowRunCall,
        ChildWorkflowOptions? options = null,
        [CallerFilePath] string? callerFile = null,
        [CallerLineNumber] int callerLine = 0)
    {
        ArgumentNullException.ThrowIfNull(workflowRunCall.Target, nameof(workflowRunCall));
        return await StartAsync<TWorkflow, Nothing>(
            (workflowRunCall.Target.Name, workflowRunCall.Args), options, new(callerFile, callerLine));
    }

    /// <summary>Starts a child and waits for its result.</summary>
    /// <param name="workflowRunCall">The call of its run method, made by a generated class.</param>
    /// <param name="options">How to run it.</param>
    /// <param name="callerFile">Filled by the compiler, for messages.</param>
    /// <param name="callerLine">Filled by the compiler, for messages.</param>
    /// <exception cref="Exceptions.WorkflowAlreadyStartedException">A workflow with its id is open.</exception>
    /// <exception cref="Exceptions.ChildWorkflowFailureException">It failed, timed out or was cancelled.</exception>
    public static async Task<TResult> ExecuteChildWorkflowAsync<TWorkflow, TResult>(
        WorkflowCall<TWorkflow, TResult> workflowRunCall,
        ChildWorkflowOptions? options = null,
        [CallerFilePath] string? callerFile = null,
        [CallerLineNumber] int callerLine = 0)
    {
        var handle = await StartChildWorkflowAsync(workflowRunCall, options, callerFile, callerLine);
        return await handle.GetResultAsync();
    }

    /// <summary>Starts a child and waits for its end.</summary>
    /// <inheritdoc cref="ExecuteChildWorkflowAsync{TWorkflow, TResult}(WorkflowCall{TWorkflow, TResult},
    /// ChildWorkflowOptions, string, int)"/>
    public static async Task ExecuteChildWorkflowAsync<TWorkflow>(
        WorkflowCall<TWorkflow> workflowRunCall,
        ChildWorkflowOptions? options = null,
        [CallerFilePath] string? callerFile = null,
        [CallerLineNumber] int callerLine = 0)
    {
        var handle = await StartChildWorkflowAsync(workflowRunCall, options, callerFile, callerLine);
        await handle.GetResultAsync();
    }

    /// <summary>
    /// Creates the exception that ends this run and starts another with an empty history. The caller must throw it.
    /// </summary>
    /// <param name="workflowRunCall">The call of the next run, made by a generated class.</param>
    /// <param name="options">The settings that differ from this run; null means none.</param>
    public static ContinueAsNewException CreateContinueAsNewException<TWorkflow, TResult>(
        WorkflowCall<TWorkflow, TResult> workflowRunCall, ContinueAsNewOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(workflowRunCall.Target, nameof(workflowRunCall));
        return CreateContinueAsNewException(workflowRunCall.Target.Name, workflowRunCall.Args, options);
    }

    /// <inheritdoc cref="CreateContinueAsNewException{TWorkflow, TResult}(WorkflowCall{TWorkflow, TResult},
    /// ContinueAsNewOptions)"/>
    public static ContinueAsNewException CreateContinueAsNewException<TWorkflow>(
        WorkflowCall<TWorkflow> workflowRunCall, ContinueAsNewOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(workflowRunCall.Target, nameof(workflowRunCall));
        return CreateContinueAsNewException(workflowRunCall.Target.Name, workflowRunCall.Args, options);
    }

    /// <summary>
    /// An object that implements a contract by calls of its activities: <c>await stores.CountAsync("s1")</c> schedules
    /// the activity and waits for it. A cancellation token that is passed cancels the call.
    /// </summary>
    /// <typeparam name="TContract">An interface with the contract attribute.</typeparam>
    /// <param name="options">How to run them; null means as their attributes say. A timeout to close is needed.</param>
    /// <exception cref="ArgumentException">No code was generated for the type.</exception>
    public static TContract Activities<TContract>(ActivityOptions? options = null)
        where TContract : class =>
        GeneratedDefinitions.StubOf<TContract>(new(options));

    /// <summary>The same by local activities.</summary>
    /// <typeparam name="TContract">An interface with the contract attribute.</typeparam>
    /// <param name="options">How to run them; null means as their attributes say. A timeout to close is needed.</param>
    /// <exception cref="ArgumentException">No code was generated for the type.</exception>
    public static TContract LocalActivities<TContract>(LocalActivityOptions? options = null)
        where TContract : class =>
        GeneratedDefinitions.StubOf<TContract>(new(options));

    /// <summary>Runs an activity that generated code names.</summary>
    internal static Task<TResult> CallAsync<TResult>(
        CallTarget target, IReadOnlyList<object?> args, ActivityOptions? options, CallSite site)
    {
        ArgumentNullException.ThrowIfNull(target);
        return Context.Outbound.ScheduleActivityAsync<TResult>(
            new(target.Name, args, target.Defaults.Complete(options ?? new()), null) { Site = site });
    }

    /// <summary>Runs an activity locally that generated code names.</summary>
    internal static Task<TResult> CallLocalAsync<TResult>(
        CallTarget target, IReadOnlyList<object?> args, LocalActivityOptions? options, CallSite site)
    {
        ArgumentNullException.ThrowIfNull(target);
        return Context.Outbound.ScheduleLocalActivityAsync<TResult>(
            new(target.Name, args, target.Defaults.Complete(options ?? new()), null) { Site = site });
    }
}
