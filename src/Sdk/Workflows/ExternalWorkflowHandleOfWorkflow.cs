using System.Diagnostics.CodeAnalysis;
using System.Linq.Expressions;
using System.Runtime.CompilerServices;
using Cairn.Generated;

namespace Cairn.Workflows;

/// <summary>A handle of another workflow of a known class, which need not exist.</summary>
/// <typeparam name="TWorkflow">Its class.</typeparam>
public abstract class ExternalWorkflowHandle<TWorkflow> : ExternalWorkflowHandle
{
    /// <summary>Creates a handle: an interceptor can return one of its own.</summary>
    protected ExternalWorkflowHandle()
    {
    }

    /// <inheritdoc cref="ExternalWorkflowHandle.SignalAsync{T}(Expression{Func{T, Task}},
    /// ExternalWorkflowSignalOptions, string, int)"/>
    [RequiresUnreferencedCode(MemberReflection.Needed)]
    [RequiresDynamicCode(MemberReflection.Needed)]
    public Task SignalAsync(
        Expression<Func<TWorkflow, Task>> signalCall,
        ExternalWorkflowSignalOptions? options = null,
        [CallerFilePath] string? callerFile = null,
        [CallerLineNumber] int callerLine = 0)
    {
        ArgumentNullException.ThrowIfNull(signalCall);
        return SignalAsync<TWorkflow>(signalCall, options, callerFile, callerLine);
    }
}
