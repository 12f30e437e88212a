using System.Diagnostics.CodeAnalysis;
using System.Linq.Expressions;
using System.Runtime.CompilerServices;
using Cairn.Common;
using Cairn.Generated;
using CallSite = Cairn.Sdk.Replay.Commands.CallSite;

namespace Cairn.Workflows;

/// <summary>A handle of another workflow, which need not exist.</summary>
public abstract class ExternalWorkflowHandle
{
    /// <summary>Creates a handle: an interceptor can return one of its own.</summary>
    protected ExternalWorkflowHandle()
    {
    }

    /// <summary>Its workflow id.</summary>
    public abstract string Id { get; }

    /// <summary>Its run id; null means the current run.</summary>
    public abstract string? RunId { get; }

    /// <summary>Signals it by a lambda that calls the signal's method.</summary>
    /// <param name="signalCall">The lambda.</param>
    /// <param name="options">How to send it.</param>
    /// <param name="callerFile">Filled by the compiler, for messages.</param>
    /// <param name="callerLine">Filled by the compiler, for messages.</param>
    /// <exception cref="Exceptions.ApplicationFailureException">There is no such open workflow.</exception>
    [RequiresUnreferencedCode(MemberReflection.Needed)]
    [RequiresDynamicCode(MemberReflection.Needed)]
    public Task SignalAsync<TWorkflow>(
        Expression<Func<TWorkflow, Task>> signalCall,
        ExternalWorkflowSignalOptions? options = null,
        [CallerFilePath] string? callerFile = null,
        [CallerLineNumber] int callerLine = 0)
    {
        ArgumentNullException.ThrowIfNull(signalCall);
        var (method, args) = ExpressionCall.Extract(signalCall);
        return SignalAsync(
            Client.WorkflowNames.OfSignal(method), args, options, new CallSite(callerFile, callerLine));
    }

    /// <summary>Signals it by a call that a generated class has made; ends when it is delivered.</summary>
    /// <param name="signalCall">The call.</param>
    /// <param name="options">How to send it.</param>
    /// <param name="callerFile">Filled by the compiler, for messages.</param>
    /// <param name="callerLine">Filled by the compiler, for messages.</param>
    /// <exception cref="Exceptions.ApplicationFailureException">There is no such open workflow.</exception>
    public Task SignalAsync<TWorkflow>(
        SignalCall<TWorkflow> signalCall,
        ExternalWorkflowSignalOptions? options = null,
        [CallerFilePath] string? callerFile = null,
        [CallerLineNumber] int callerLine = 0)
    {
        ArgumentNullException.ThrowIfNull(signalCall.Target, nameof(signalCall));
        return SignalAsync(
            signalCall.Target.Name, signalCall.Args, options, new CallSite(callerFile, callerLine));
    }

    /// <summary>Signals it by name; ends when the signal has been delivered.</summary>
    /// <param name="signal">The signal's name.</param>
    /// <param name="args">Its arguments.</param>
    /// <param name="options">How to send it.</param>
    /// <exception cref="Exceptions.ApplicationFailureException">There is no such open workflow.</exception>
    public abstract Task SignalAsync(
        string signal, IReadOnlyCollection<object?> args, ExternalWorkflowSignalOptions? options = null);

    /// <summary>Signals it by name; ends when the signal has been delivered.</summary>
    /// <param name="signal">The signal's name.</param>
    /// <param name="args">Its arguments.</param>
    /// <param name="options">How to send it.</param>
    /// <param name="callerFile">Filled by the compiler, for messages.</param>
    /// <param name="callerLine">Filled by the compiler, for messages.</param>
    /// <exception cref="Exceptions.ApplicationFailureException">There is no such open workflow.</exception>
    [OverloadResolutionPriority(1)]
    public Task SignalAsync(
        string signal,
        IReadOnlyCollection<object?> args,
        ExternalWorkflowSignalOptions? options = null,
        [CallerFilePath] string? callerFile = null,
        [CallerLineNumber] int callerLine = 0)
    {
        ArgumentNullException.ThrowIfNull(signal);
        ArgumentNullException.ThrowIfNull(args);
        return SignalAsync(signal, args, options, new CallSite(callerFile, callerLine));
    }

    /// <summary>Requests its cancellation; ends when the request is delivered.</summary>
    /// <exception cref="Exceptions.ApplicationFailureException">There is no such open workflow.</exception>
    public abstract Task CancelAsync();

    /// <summary>
    /// Requests its cancellation; ends when the request is delivered. A handle of an interceptor that does not override
    /// it calls <see cref="CancelAsync()"/>.
    /// </summary>
    /// <param name="options">Why it is cancelled; null means the defaults.</param>
    /// <exception cref="Exceptions.ApplicationFailureException">There is no such open workflow.</exception>
    public virtual Task CancelAsync(ExternalWorkflowCancelOptions? options)
    {
        Func<Task> cancel = CancelAsync;
        return cancel();
    }

    /// <summary>Requests its cancellation; ends when the request is delivered.</summary>
    /// <param name="options">Why it is cancelled; null means the defaults.</param>
    /// <param name="callerFile">Filled by the compiler, for messages.</param>
    /// <param name="callerLine">Filled by the compiler, for messages.</param>
    /// <exception cref="Exceptions.ApplicationFailureException">There is no such open workflow.</exception>
    [OverloadResolutionPriority(1)]
    public Task CancelAsync(
        ExternalWorkflowCancelOptions? options = null,
        [CallerFilePath] string? callerFile = null,
        [CallerLineNumber] int callerLine = 0) => CancelAsync(options, new CallSite(callerFile, callerLine));

    // The handles of the SDK use the place of the call; those of interceptors cannot. A method group leaves no
    // parameter out, so it means the abstract method.
    private protected virtual Task SignalAsync(
        string signal, IReadOnlyCollection<object?> args, ExternalWorkflowSignalOptions? options, CallSite site)
    {
        Func<string, IReadOnlyCollection<object?>, ExternalWorkflowSignalOptions?, Task> send = SignalAsync;
        return send(signal, args, options);
    }

    private protected virtual Task CancelAsync(ExternalWorkflowCancelOptions? options, CallSite site)
    {
        Func<Task> cancel = CancelAsync;
        Func<ExternalWorkflowCancelOptions?, Task> cancelWith = CancelAsync;
        return options is null ? cancel() : cancelWith(options);
    }
}
