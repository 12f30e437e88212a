using Cairn.Common;

namespace Cairn.Workflows;

/// <summary>A call of an activity without a result: what <c>PaymentsCalls.Refund(orderId)</c> returns.</summary>
/// <param name="Target">The activity.</param>
/// <param name="Args">Its arguments, without a cancellation token.</param>
public readonly record struct ActivityCall(CallTarget Target, IReadOnlyList<object?> Args);

/// <summary>A call of an activity: what <c>PaymentsCalls.Charge(orderId)</c> returns.</summary>
/// <typeparam name="TResult">The type of its result.</typeparam>
/// <param name="Target">The activity.</param>
/// <param name="Args">Its arguments, without a cancellation token.</param>
public readonly record struct ActivityCall<TResult>(CallTarget Target, IReadOnlyList<object?> Args);

/// <summary>A run of a workflow without a result: what <c>CartWorkflowCalls.Run(customer)</c> returns.</summary>
/// <typeparam name="TWorkflow">The workflow class or its interface.</typeparam>
/// <param name="Target">The workflow.</param>
/// <param name="Args">The arguments of its run method.</param>
public readonly record struct WorkflowCall<TWorkflow>(CallTarget Target, IReadOnlyList<object?> Args);

/// <summary>A run of a workflow: what <c>CartWorkflowCalls.Run(customer)</c> returns.</summary>
/// <typeparam name="TWorkflow">The workflow class or its interface.</typeparam>
/// <typeparam name="TResult">The type of its result.</typeparam>
/// <param name="Target">The workflow.</param>
/// <param name="Args">The arguments of its run method.</param>
public readonly record struct WorkflowCall<TWorkflow, TResult>(CallTarget Target, IReadOnlyList<object?> Args);

/// <summary>A signal to a workflow: what <c>CartWorkflowCalls.Clear()</c> returns.</summary>
/// <typeparam name="TWorkflow">The workflow class or its interface.</typeparam>
/// <param name="Target">The signal.</param>
/// <param name="Args">Its arguments.</param>
public readonly record struct SignalCall<TWorkflow>(CallTarget Target, IReadOnlyList<object?> Args);

/// <summary>A query of a workflow: what <c>CartWorkflowCalls.State()</c> returns.</summary>
/// <typeparam name="TWorkflow">The workflow class or its interface.</typeparam>
/// <typeparam name="TResult">The type of its result.</typeparam>
/// <param name="Target">The query.</param>
/// <param name="Args">Its arguments.</param>
public readonly record struct QueryCall<TWorkflow, TResult>(CallTarget Target, IReadOnlyList<object?> Args);

/// <summary>An update of a workflow, without a result: what <c>CartWorkflowCalls.Checkout()</c> returns.</summary>
/// <typeparam name="TWorkflow">The workflow class or its interface.</typeparam>
/// <param name="Target">The update.</param>
/// <param name="Args">Its arguments.</param>
public readonly record struct UpdateCall<TWorkflow>(CallTarget Target, IReadOnlyList<object?> Args);

/// <summary>An update of a workflow: what <c>CartWorkflowCalls.AddItem(item)</c> returns.</summary>
/// <typeparam name="TWorkflow">The workflow class or its interface.</typeparam>
/// <typeparam name="TResult">The type of its result.</typeparam>
/// <param name="Target">The update.</param>
/// <param name="Args">Its arguments.</param>
public readonly record struct UpdateCall<TWorkflow, TResult>(CallTarget Target, IReadOnlyList<object?> Args);
