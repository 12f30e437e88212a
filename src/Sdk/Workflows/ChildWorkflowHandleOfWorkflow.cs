using System.Diagnostics.CodeAnalysis;
using System.Linq.Expressions;
using System.Runtime.CompilerServices;
using Cairn.Generated;

namespace Cairn.Workflows;

/// <summary>A child of a known class that has started.</summary>
/// <typeparam name="TWorkflow">The child's class.</typeparam>
public abstract class ChildWorkflowHandle<TWorkflow> : ChildWorkflowHandle
{
    /// <summary>Creates a handle: an interceptor can return one of its own.</summary>
    protected ChildWorkflowHandle()
    {
    }

    /// <inheritdoc cref="ChildWorkflowHandle.SignalAsync{T}(Expression{Func{T, Task}},
    /// ChildWorkflowSignalOptions, string, int)"/>
    [RequiresUnreferencedCode(MemberReflection.Needed)]
    [RequiresDynamicCode(MemberReflection.Needed)]
    public Task SignalAsync(
        Expression<Func<TWorkflow, Task>> signalCall,
        ChildWorkflowSignalOptions? options = null,
        [CallerFilePath] string? callerFile = null,
        [CallerLineNumber] int callerLine = 0)
    {
        ArgumentNullException.ThrowIfNull(signalCall);
        return SignalAsync<TWorkflow>(signalCall, options, callerFile, callerLine);
    }
}
