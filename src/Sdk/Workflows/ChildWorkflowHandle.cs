using System.Diagnostics.CodeAnalysis;
using System.Linq.Expressions;
using System.Runtime.CompilerServices;
using Cairn.Common;
using Cairn.Generated;
using CallSite = Cairn.Sdk.Replay.Commands.CallSite;

namespace Cairn.Workflows;

/// <summary>A child that has started.</summary>
public abstract class ChildWorkflowHandle
{
    /// <summary>Creates a handle: an interceptor can return one of its own.</summary>
    protected ChildWorkflowHandle()
    {
    }

    /// <summary>The child's workflow id.</summary>
    public abstract string Id { get; }

    /// <summary>The run id of the child's first run.</summary>
    public abstract string FirstExecutionRunId { get; }

    /// <summary>Waits for the child's end.</summary>
    /// <exception cref="Exceptions.ChildWorkflowFailureException">It failed, timed out or was cancelled.</exception>
    public Task GetResultAsync() => GetResultAsync<Nothing>();

    /// <summary>Waits for the child's result.</summary>
    /// <exception cref="Exceptions.ChildWorkflowFailureException">It failed, timed out or was cancelled.</exception>
    public abstract Task<TResult> GetResultAsync<TResult>();

    /// <summary>Signals the child by a lambda that calls the signal's method.</summary>
    /// <param name="signalCall">The lambda.</param>
    /// <param name="options">How to send it.</param>
    /// <param name="callerFile">Filled by the compiler, for messages.</param>
    /// <param name="callerLine">Filled by the compiler, for messages.</param>
    [RequiresUnreferencedCode(MemberReflection.Needed)]
    [RequiresDynamicCode(MemberReflection.Needed)]
    public Task SignalAsync<TWorkflow>(
        Expression<Func<TWorkflow, Task>> signalCall,
        ChildWorkflowSignalOptions? options = null,
        [CallerFilePath] string? callerFile = null,
        [CallerLineNumber] int callerLine = 0)
    {
        ArgumentNullException.ThrowIfNull(signalCall);
        var (method, args) = ExpressionCall.Extract(signalCall);
        return SignalAsync(
            Client.WorkflowNames.OfSignal(method), args, options, new CallSite(callerFile, callerLine));
    }

    /// <summary>Signals the child by a call that a generated class has made; ends when it is delivered.</summary>
    /// <param name="signalCall">The call.</param>
    /// <param name="options">How to send it.</param>
    /// <param name="callerFile">Filled by the compiler, for messages.</param>
    /// <param name="callerLine">Filled by the compiler, for messages.</param>
    public Task SignalAsync<TWorkflow>(
        SignalCall<TWorkflow> signalCall,
        ChildWorkflowSignalOptions? options = null,
        [CallerFilePath] string? callerFile = null,
        [CallerLineNumber] int callerLine = 0)
    {
        ArgumentNullException.ThrowIfNull(signalCall.Target, nameof(signalCall));
        return SignalAsync(
            signalCall.Target.Name, signalCall.Args, options, new CallSite(callerFile, callerLine));
    }

    /// <summary>Signals the child by name; ends when the signal has been delivered.</summary>
    /// <param name="signal">The signal's name.</param>
    /// <param name="args">Its arguments.</param>
    /// <param name="options">How to send it.</param>
    public abstract Task SignalAsync(
        string signal, IReadOnlyCollection<object?> args, ChildWorkflowSignalOptions? options = null);

    /// <summary>Signals the child by name; ends when the signal has been delivered.</summary>
    /// <param name="signal">The signal's name.</param>
    /// <param name="args">Its arguments.</param>
    /// <param name="options">How to send it.</param>
    /// <param name="callerFile">Filled by the compiler, for messages.</param>
    /// <param name="callerLine">Filled by the compiler, for messages.</param>
    [OverloadResolutionPriority(1)]
    public Task SignalAsync(
        string signal,
        IReadOnlyCollection<object?> args,
        ChildWorkflowSignalOptions? options = null,
        [CallerFilePath] string? callerFile = null,
        [CallerLineNumber] int callerLine = 0)
    {
        ArgumentNullException.ThrowIfNull(signal);
        ArgumentNullException.ThrowIfNull(args);
        return SignalAsync(signal, args, options, new CallSite(callerFile, callerLine));
    }

    // The handles of the SDK use the place of the call; those of interceptors cannot. A method group leaves no
    // parameter out, so it means the abstract method.
    private protected virtual Task SignalAsync(
        string signal, IReadOnlyCollection<object?> args, ChildWorkflowSignalOptions? options, CallSite site)
    {
        Func<string, IReadOnlyCollection<object?>, ChildWorkflowSignalOptions?, Task> send = SignalAsync;
        return send(signal, args, options);
    }
}
