using System.ComponentModel;
using Cairn.Common;
using Cairn.Workflows;

namespace Cairn.Generated;

/// <summary>Calls the activities of a contract for the object that implements it. Not for hand-written code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ActivityCaller
{
    private readonly ActivityOptions? options;
    private readonly LocalActivityOptions? local;

    internal ActivityCaller(ActivityOptions? options) => this.options = options ?? new();

    internal ActivityCaller(LocalActivityOptions? options) => local = options ?? new();

    /// <summary>Runs an activity and waits for its end.</summary>
    /// <param name="target">The activity.</param>
    /// <param name="args">Its arguments.</param>
    /// <param name="token">Cancels the call; none means the token of the options, or the workflow's own.</param>
    public Task CallAsync(CallTarget target, IReadOnlyList<object?> args, CancellationToken token) =>
        StartAsync<Nothing>(target, args, token);

    /// <summary>Runs an activity and waits for its result.</summary>
    /// <param name="target">The activity.</param>
    /// <param name="args">Its arguments.</param>
    /// <param name="token">Cancels the call; none means the token of the options, or the workflow's own.</param>
    public Task<TResult> CallAsync<TResult>(CallTarget target, IReadOnlyList<object?> args, CancellationToken token) =>
        StartAsync<TResult>(target, args, token);

    private Task<TResult> StartAsync<TResult>(
        CallTarget target, IReadOnlyList<object?> args, CancellationToken token) => local is null
        ? Workflow.CallAsync<TResult>(target, args, With(options!, token), default)
        : Workflow.CallLocalAsync<TResult>(target, args, With(local, token), default);

    private static ActivityOptions With(ActivityOptions options, CancellationToken token)
    {
        if (!token.CanBeCanceled)
        {
            return options;
        }

        var own = (ActivityOptions)options.Clone();
        own.CancellationToken = token;
        return own;
    }

    private static LocalActivityOptions With(LocalActivityOptions options, CancellationToken token)
    {
        if (!token.CanBeCanceled)
        {
            return options;
        }

        var own = (LocalActivityOptions)options.Clone();
        own.CancellationToken = token;
        return own;
    }
}
