using System.Diagnostics.CodeAnalysis;
using System.Linq.Expressions;
using System.Runtime.CompilerServices;
using Cairn.Generated;
using CallSite = Cairn.Sdk.Replay.Commands.CallSite;

namespace Cairn.Workflows;

/// <content>
/// Continue-as-new: the run ends, and another one of the same workflow id begins with an empty history. Signals that
/// wait in a <see cref="SignalChannel{T}"/> are handed over to a next run of the same workflow type.
/// </content>
public static partial class Workflow
{
    /// <summary>
    /// Creates the exception that ends this run and starts another with an empty history. The caller must throw it.
    /// </summary>
    [RequiresUnreferencedCode(MemberReflection.Needed)]
    [RequiresDynamicCode(MemberReflection.Needed)]
    public static ContinueAsNewException CreateContinueAsNewException<TWorkflow, TResult>(
        Expression<Func<TWorkflow, Task<TResult>>> workflowRunCall, ContinueAsNewOptions? options = null) =>
        ContinueAsNew(workflowRunCall, options);

    /// <summary>
    /// Creates the exception that ends this run and starts another with an empty history. The caller must throw it.
    /// </summary>
    [RequiresUnreferencedCode(MemberReflection.Needed)]
    [RequiresDynamicCode(MemberReflection.Needed)]
    public static ContinueAsNewException CreateContinueAsNewException<TWorkflow>(
        Expression<Func<TWorkflow, Task>> workflowRunCall, ContinueAsNewOptions? options = null) =>
        ContinueAsNew(workflowRunCall, options);

    /// <summary>
    /// Creates the exception that ends this run and starts another with an empty history. The caller must throw it.
    /// </summary>
    public static ContinueAsNewException CreateContinueAsNewException(
        string workflow, IReadOnlyCollection<object?> args, ContinueAsNewOptions? options = null) =>
        Context.Outbound.CreateContinueAsNewException(new(workflow, args, options, null));

    /// <summary>
    /// Continues as new if the server suggests it, as soon as no handler is running; otherwise ends at once. For the
    /// top of the loop of a workflow that lives for long.
    /// </summary>
    /// <param name="workflowRunCall">
    /// The next run, such as <c>(Cart cart) => cart.RunAsync(state)</c>. Its arguments are read at the end of this run,
    /// so that they have what handlers have changed until then.
    /// </param>
    /// <param name="options">The settings in which the next run differs; null means none.</param>
    /// <param name="callerFile">Filled by the compiler, for messages.</param>
    /// <param name="callerLine">Filled by the compiler, for messages.</param>
    /// <exception cref="ContinueAsNewException">The run ends; leave the exception uncaught.</exception>
    /// <exception cref="ArgumentException">The lambda does not call the run method of a workflow.</exception>
    /// <exception cref="InvalidOperationException">A handler calls it, which would wait for itself.</exception>
    [RequiresUnreferencedCode(MemberReflection.Needed)]
    [RequiresDynamicCode(MemberReflection.Needed)]
    public static Task ContinueAsNewIfSuggestedAsync<TWorkflow>(
        Expression<Func<TWorkflow, Task>> workflowRunCall,
        ContinueAsNewOptions? options = null,
        [CallerFilePath] string? callerFile = null,
        [CallerLineNumber] int callerLine = 0)
    {
        RefuseInHandler(nameof(ContinueAsNewIfSuggestedAsync));
        _ = CallOf(workflowRunCall);
        return LeaveIfSuggestedAsync(() => ContinueAsNew(workflowRunCall, options), new(callerFile, callerLine));
    }

    /// <inheritdoc cref="ContinueAsNewIfSuggestedAsync{TWorkflow}(Func{WorkflowCall{TWorkflow}}, ContinueAsNewOptions,
    /// string, int)"/>
    public static Task ContinueAsNewIfSuggestedAsync<TWorkflow, TResult>(
        Func<WorkflowCall<TWorkflow, TResult>> workflowRunCall,
        ContinueAsNewOptions? options = null,
        [CallerFilePath] string? callerFile = null,
        [CallerLineNumber] int callerLine = 0)
    {
        ArgumentNullException.ThrowIfNull(workflowRunCall);
        RefuseInHandler(nameof(ContinueAsNewIfSuggestedAsync));
        return LeaveIfSuggestedAsync(
            () => CreateContinueAsNewException(workflowRunCall(), options), new(callerFile, callerLine));
    }

    /// <summary>
    /// Continues as new if the server suggests it, as soon as no handler is running; otherwise ends at once. For the
    /// top of the loop of a workflow that lives for long.
    /// </summary>
    /// <param name="workflowRunCall">
    /// The next run by its generated call, such as <c>() => CartCalls.Run(state)</c>. It is called at the end of this
    /// run, so that its arguments have what handlers have changed until then.
    /// </param>
    /// <param name="options">The settings in which the next run differs; null means none.</param>
    /// <param name="callerFile">Filled by the compiler, for messages.</param>
    /// <param name="callerLine">Filled by the compiler, for messages.</param>
    /// <exception cref="ContinueAsNewException">The run ends; leave the exception uncaught.</exception>
    /// <exception cref="InvalidOperationException">A handler calls it, which would wait for itself.</exception>
    public static Task ContinueAsNewIfSuggestedAsync<TWorkflow>(
        Func<WorkflowCall<TWorkflow>> workflowRunCall,
        ContinueAsNewOptions? options = null,
        [CallerFilePath] string? callerFile = null,
        [CallerLineNumber] int callerLine = 0)
    {
        ArgumentNullException.ThrowIfNull(workflowRunCall);
        RefuseInHandler(nameof(ContinueAsNewIfSuggestedAsync));
        return LeaveIfSuggestedAsync(
            () => CreateContinueAsNewException(workflowRunCall(), options), new(callerFile, callerLine));
    }

    /// <summary>
    /// Waits until a condition holds and no handler is running. If the server suggests to continue as new first, does
    /// that, as soon as no handler is running. For a workflow whose handlers do all of its work.
    /// </summary>
    /// <param name="conditionCheck">The condition; it must not change anything.</param>
    /// <param name="workflowRunCall">
    /// The next run, such as <c>(Cart cart) => cart.RunAsync(state)</c>. Its arguments are read at the end of this run,
    /// so that they have what handlers have changed until then.
    /// </param>
    /// <param name="options">The settings in which the next run differs; null means none.</param>
    /// <param name="callerFile">Filled by the compiler, for messages.</param>
    /// <param name="callerLine">Filled by the compiler, for messages.</param>
    /// <exception cref="ContinueAsNewException">The run ends; leave the exception uncaught.</exception>
    /// <exception cref="ArgumentException">The lambda does not call the run method of a workflow.</exception>
    /// <exception cref="InvalidOperationException">A handler calls it, which would wait for itself.</exception>
    [RequiresUnreferencedCode(MemberReflection.Needed)]
    [RequiresDynamicCode(MemberReflection.Needed)]
    public static Task WaitConditionOrContinueAsNewAsync<TWorkflow>(
        Func<bool> conditionCheck,
        Expression<Func<TWorkflow, Task>> workflowRunCall,
        ContinueAsNewOptions? options = null,
        [CallerFilePath] string? callerFile = null,
        [CallerLineNumber] int callerLine = 0)
    {
        ArgumentNullException.ThrowIfNull(conditionCheck);
        RefuseInHandler(nameof(WaitConditionOrContinueAsNewAsync));
        _ = CallOf(workflowRunCall);
        return WaitOrLeaveAsync(
            conditionCheck, () => ContinueAsNew(workflowRunCall, options), new(callerFile, callerLine));
    }

    /// <inheritdoc cref="WaitConditionOrContinueAsNewAsync{TWorkflow}(Func{bool}, Func{WorkflowCall{TWorkflow}},
    /// ContinueAsNewOptions, string, int)"/>
    public static Task WaitConditionOrContinueAsNewAsync<TWorkflow, TResult>(
        Func<bool> conditionCheck,
        Func<WorkflowCall<TWorkflow, TResult>> workflowRunCall,
        ContinueAsNewOptions? options = null,
        [CallerFilePath] string? callerFile = null,
        [CallerLineNumber] int callerLine = 0)
    {
        ArgumentNullException.ThrowIfNull(conditionCheck);
        ArgumentNullException.ThrowIfNull(workflowRunCall);
        RefuseInHandler(nameof(WaitConditionOrContinueAsNewAsync));
        return WaitOrLeaveAsync(
            conditionCheck,
            () => CreateContinueAsNewException(workflowRunCall(), options),
            new(callerFile, callerLine));
    }

    /// <summary>
    /// Waits until a condition holds and no handler is running. If the server suggests to continue as new first, does
    /// that, as soon as no handler is running. For a workflow whose handlers do all of its work.
    /// </summary>
    /// <param name="conditionCheck">The condition; it must not change anything.</param>
    /// <param name="workflowRunCall">
    /// The next run by its generated call, such as <c>() => CartCalls.Run(state)</c>. It is called at the end of this
    /// run, so that its arguments have what handlers have changed until then.
    /// </param>
    /// <param name="options">The settings in which the next run differs; null means none.</param>
    /// <param name="callerFile">Filled by the compiler, for messages.</param>
    /// <param name="callerLine">Filled by the compiler, for messages.</param>
    /// <exception cref="ContinueAsNewException">The run ends; leave the exception uncaught.</exception>
    /// <exception cref="InvalidOperationException">A handler calls it, which would wait for itself.</exception>
    public static Task WaitConditionOrContinueAsNewAsync<TWorkflow>(
        Func<bool> conditionCheck,
        Func<WorkflowCall<TWorkflow>> workflowRunCall,
        ContinueAsNewOptions? options = null,
        [CallerFilePath] string? callerFile = null,
        [CallerLineNumber] int callerLine = 0)
    {
        ArgumentNullException.ThrowIfNull(conditionCheck);
        ArgumentNullException.ThrowIfNull(workflowRunCall);
        RefuseInHandler(nameof(WaitConditionOrContinueAsNewAsync));
        return WaitOrLeaveAsync(
            conditionCheck,
            () => CreateContinueAsNewException(workflowRunCall(), options),
            new(callerFile, callerLine));
    }

    private static async Task LeaveIfSuggestedAsync(Func<ContinueAsNewException> leave, CallSite site)
    {
        if (ContinueAsNewSuggested)
        {
            await Context.Conditions.WaitAsync(() => AllHandlersFinished, null, site);
            throw leave();
        }
    }

    private static async Task WaitOrLeaveAsync(
        Func<bool> conditionCheck, Func<ContinueAsNewException> leave, CallSite site)
    {
        await Context.Conditions.WaitAsync(
            () => AllHandlersFinished && (conditionCheck() || ContinueAsNewSuggested), null, site);
        if (!conditionCheck())
        {
            throw leave();
        }
    }

    private static void RefuseInHandler(string member)
    {
        if (UpdateHandlers.Current is not null || SignalHandlers.IsCurrent)
        {
            throw new InvalidOperationException(
                $"Workflow.{member} waits until no handler is running, so a handler cannot call it: call it in the "
                + "run method");
        }
    }

    [RequiresUnreferencedCode(MemberReflection.Needed)]
    [RequiresDynamicCode(MemberReflection.Needed)]
    private static ContinueAsNewException ContinueAsNew(LambdaExpression call, ContinueAsNewOptions? options)
    {
        var (workflow, args) = CallOf(call);
        return CreateContinueAsNewException(workflow, args, options);
    }
}
