using System.Diagnostics.CodeAnalysis;
using System.Linq.Expressions;
using System.Runtime.CompilerServices;
using Cairn.Common;
using Cairn.Generated;
using CallSite = Cairn.Sdk.Replay.Commands.CallSite;

namespace Cairn.Workflows;

/// <content>Children, and handles of other workflows.</content>
public static partial class Workflow
{
    /// <summary>Starts a child; ends when it has started.</summary>
    /// <param name="workflowRunCall">A lambda that calls the child's run method.</param>
    /// <param name="options">How to run it.</param>
    /// <param name="callerFile">Filled by the compiler, for messages.</param>
    /// <param name="callerLine">Filled by the compiler, for messages.</param>
    /// <exception cref="Exceptions.WorkflowAlreadyStartedException">A workflow with its id is open.</exception>
    [RequiresUnreferencedCode(MemberReflection.Needed)]
    [RequiresDynamicCode(MemberReflection.Needed)]
    public static Task<ChildWorkflowHandle<TWorkflow, TResult>> StartChildWorkflowAsync<TWorkflow, TResult>(
        Expression<Func<TWorkflow, Task<TResult>>> workflowRunCall,
        ChildWorkflowOptions? options = null,
        [CallerFilePath] string? callerFile = null,
        [CallerLineNumber] int callerLine = 0) =>
        StartAsync<TWorkflow, TResult>(CallOf(workflowRunCall), options, new(callerFile, callerLine));

    /// <inheritdoc cref="StartChildWorkflowAsync{TWorkflow, TResult}(Expression{Func{TWorkflow, Task{TResult}}},
    /// ChildWorkflowOptions, string, int)"/>
    [RequiresUnreferencedCode(MemberReflection.Needed)]
    [RequiresDynamicCode(MemberReflection.Needed)]
    public static async Task<ChildWorkflowHandle<TWorkflow>> StartChildWorkflowAsync<TWorkflow>(
        Expression<Func<TWorkflow, Task>> workflowRunCall,
        ChildWorkflowOptions? options = null,
        [CallerFilePath] string? callerFile = null,
        [CallerLineNumber] int callerLine = 0) =>
        await StartAsync<TWorkflow, Nothing>(CallOf(workflowRunCall), options, new(callerFile, callerLine));

    /// <summary>Starts a child by name; ends when it has started.</summary>
    /// <param name="workflow">The child's workflow type.</param>
    /// <param name="args">Its arguments.</param>
    /// <param name="options">How to run it.</param>
    /// <param name="callerFile">Filled by the compiler, for messages.</param>
    /// <param name="callerLine">Filled by the compiler, for messages.</param>
    /// <exception cref="Exceptions.WorkflowAlreadyStartedException">A workflow with its id is open.</exception>
    public static async Task<ChildWorkflowHandle> StartChildWorkflowAsync(
        string workflow,
        IReadOnlyCollection<object?> args,
        ChildWorkflowOptions? options = null,
        [CallerFilePath] string? callerFile = null,
        [CallerLineNumber] int callerLine = 0)
    {
        ArgumentNullException.ThrowIfNull(workflow);
        ArgumentNullException.ThrowIfNull(args);
        return await StartAsync<Nothing, Nothing>((workflow, args), options, new(callerFile, callerLine));
    }

    /// <summary>Starts a child and waits for its result.</summary>
    /// <param name="workflowRunCall">A lambda that calls the child's run method.</param>
    /// <param name="options">How to run it.</param>
    /// <param name="callerFile">Filled by the compiler, for messages.</param>
    /// <param name="callerLine">Filled by the compiler, for messages.</param>
    /// <exception cref="Exceptions.WorkflowAlreadyStartedException">A workflow with its id is open.</exception>
    /// <exception cref="Exceptions.ChildWorkflowFailureException">It failed, timed out or was cancelled.</exception>
    [RequiresUnreferencedCode(MemberReflection.Needed)]
    [RequiresDynamicCode(MemberReflection.Needed)]
    public static async Task<TResult> ExecuteChildWorkflowAsync<TWorkflow, TResult>(
        Expression<Func<TWorkflow, Task<TResult>>> workflowRunCall,
        ChildWorkflowOptions? options = null,
        [CallerFilePath] string? callerFile = null,
        [CallerLineNumber] int callerLine = 0)
    {
        var handle = await StartChildWorkflowAsync(workflowRunCall, options, callerFile, callerLine);
        return await handle.GetResultAsync();
    }

    /// <inheritdoc cref="ExecuteChildWorkflowAsync{TWorkflow, TResult}(Expression{Func{TWorkflow, Task{TResult}}},
    /// ChildWorkflowOptions, string, int)"/>
    [RequiresUnreferencedCode(MemberReflection.Needed)]
    [RequiresDynamicCode(MemberReflection.Needed)]
    public static async Task ExecuteChildWorkflowAsync<TWorkflow>(
        Expression<Func<TWorkflow, Task>> workflowRunCall,
        ChildWorkflowOptions? options = null,
        [CallerFilePath] string? callerFile = null,
        [CallerLineNumber] int callerLine = 0)
    {
        var handle = await StartChildWorkflowAsync(workflowRunCall, options, callerFile, callerLine);
        await handle.GetResultAsync();
    }

    /// <summary>Starts a child by name and waits for its end.</summary>
    /// <param name="workflow">The child's workflow type.</param>
    /// <param name="args">Its arguments.</param>
    /// <param name="options">How to run it.</param>
    /// <param name="callerFile">Filled by the compiler, for messages.</param>
    /// <param name="callerLine">Filled by the compiler, for messages.</param>
    /// <exception cref="Exceptions.WorkflowAlreadyStartedException">A workflow with its id is open.</exception>
    /// <exception cref="Exceptions.ChildWorkflowFailureException">It failed, timed out or was cancelled.</exception>
    public static async Task ExecuteChildWorkflowAsync(
        string workflow,
        IReadOnlyCollection<object?> args,
        ChildWorkflowOptions? options = null,
        [CallerFilePath] string? callerFile = null,
        [CallerLineNumber] int callerLine = 0)
    {
        ArgumentNullException.ThrowIfNull(workflow);
        ArgumentNullException.ThrowIfNull(args);
        var handle = await StartChildWorkflowAsync(workflow, args, options, callerFile, callerLine);
        await handle.GetResultAsync();
    }

    /// <summary>Starts a child by name and waits for its result.</summary>
    /// <param name="workflow">The child's workflow type.</param>
    /// <param name="args">Its arguments.</param>
    /// <param name="options">How to run it.</param>
    /// <param name="callerFile">Filled by the compiler, for messages.</param>
    /// <param name="callerLine">Filled by the compiler, for messages.</param>
    /// <exception cref="Exceptions.WorkflowAlreadyStartedException">A workflow with its id is open.</exception>
    /// <exception cref="Exceptions.ChildWorkflowFailureException">It failed, timed out or was cancelled.</exception>
    public static async Task<TResult> ExecuteChildWorkflowAsync<TResult>(
        string workflow,
        IReadOnlyCollection<object?> args,
        ChildWorkflowOptions? options = null,
        [CallerFilePath] string? callerFile = null,
        [CallerLineNumber] int callerLine = 0)
    {
        ArgumentNullException.ThrowIfNull(workflow);
        ArgumentNullException.ThrowIfNull(args);
        var handle = await StartChildWorkflowAsync(workflow, args, options, callerFile, callerLine);
        return await handle.GetResultAsync<TResult>();
    }

    /// <summary>A handle of another workflow of the namespace. The call does not check that it exists.</summary>
    /// <param name="id">Its workflow id.</param>
    /// <param name="runId">Its run id; null means the current run.</param>
    public static ExternalWorkflowHandle GetExternalWorkflowHandle(string id, string? runId = null)
    {
        ArgumentNullException.ThrowIfNull(id);
        return new ExternalWorkflow<Nothing>(Context, id, runId);
    }

    /// <summary>A handle of another workflow of the namespace. The call does not check that it exists.</summary>
    /// <param name="id">Its workflow id.</param>
    /// <param name="runId">Its run id; null means the current run.</param>
    public static ExternalWorkflowHandle<TWorkflow> GetExternalWorkflowHandle<TWorkflow>(
        string id, string? runId = null)
    {
        ArgumentNullException.ThrowIfNull(id);
        return new ExternalWorkflow<TWorkflow>(Context, id, runId);
    }

    [RequiresUnreferencedCode(MemberReflection.Needed)]
    [RequiresDynamicCode(MemberReflection.Needed)]
    private static (string Workflow, IReadOnlyCollection<object?> Args) CallOf(LambdaExpression workflowRunCall)
    {
        ArgumentNullException.ThrowIfNull(workflowRunCall);
        var (method, args) = ExpressionCall.Extract(workflowRunCall);
        return (Client.WorkflowNames.OfRun(method), args);
    }

    private static Task<ChildWorkflowHandle<TWorkflow, TResult>> StartAsync<TWorkflow, TResult>(
        (string Workflow, IReadOnlyCollection<object?> Args) call, ChildWorkflowOptions? options, CallSite site) =>
        Context.Outbound.StartChildWorkflowAsync<TWorkflow, TResult>(
            new(call.Workflow, call.Args, options ?? new(), null) { Site = site });
}
