using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Cairn.Workflows;

/// <summary>
/// Signals that wait in order until the workflow takes them, without a handler method: a property of the workflow class
/// with <see cref="WorkflowSignalAttribute"/>, such as
/// <c>[WorkflowSignal] public SignalChannel&lt;Decision&gt; Decisions { get; } = new();</c>.
/// </summary>
/// <typeparam name="T">The type of the signal's one argument.</typeparam>
/// <remarks>
/// Items that are left when the run continues as new wait in the same channel of the next run, if it is of the same
/// workflow type. <see cref="Drain"/> takes them out of it.
/// </remarks>
public sealed class SignalChannel<T> : ISignalChannel
{
    private readonly Queue<T> items = [];
    private readonly LinkedList<SignalChannel<T>> receivers = [];

    /// <summary>How many items wait.</summary>
    public int Count => items.Count;

    /// <summary>
    /// Names the signal in a caller's lambda: <c>handle.SignalAsync(w => w.Decisions.SendAsync(decision))</c>.
    /// </summary>
    /// <exception cref="InvalidOperationException">It is called and not only named.</exception>
    public Task SendAsync(T item) => throw new InvalidOperationException(
        "SendAsync names a signal in a lambda, as in handle.SignalAsync(w => w.Channel.SendAsync(item)), and cannot be "
        + "called. A workflow reads its own channel with ReceiveAsync.");

    /// <summary>Takes the next item; waits until there is one. Several receivers take their items in turn.</summary>
    /// <param name="cancellationToken">Ends the wait; by default the workflow's own token.</param>
    /// <param name="callerFile">Filled by the compiler, for messages.</param>
    /// <param name="callerLine">Filled by the compiler, for messages.</param>
    /// <exception cref="Exceptions.CanceledFailureException">The token was cancelled first.</exception>
    public async Task<T> ReceiveAsync(
        CancellationToken? cancellationToken = null,
        [CallerFilePath] string? callerFile = null,
        [CallerLineNumber] int callerLine = 0)
    {
        if (TryReceive(out var next))
        {
            return next;
        }

        var place = receivers.AddLast(this);
        try
        {
            await Workflow.WaitConditionAsync(() => IsNext(place), cancellationToken, callerFile, callerLine);
            return items.Dequeue();
        }
        finally
        {
            receivers.Remove(place);
        }
    }

    /// <summary>Takes the next item; waits until there is one, but no longer than the timeout.</summary>
    /// <param name="timeout">The longest wait, kept by a durable timer.</param>
    /// <param name="cancellationToken">Ends the wait; by default the workflow's own token.</param>
    /// <param name="callerFile">Filled by the compiler, for messages.</param>
    /// <param name="callerLine">Filled by the compiler, for messages.</param>
    /// <returns>Whether an item came in time, and the item.</returns>
    /// <exception cref="Exceptions.CanceledFailureException">The token was cancelled first.</exception>
    public async Task<(bool Received, T? Item)> ReceiveAsync(
        TimeSpan timeout,
        CancellationToken? cancellationToken = null,
        [CallerFilePath] string? callerFile = null,
        [CallerLineNumber] int callerLine = 0)
    {
        if (TryReceive(out var next))
        {
            return (true, next);
        }

        var place = receivers.AddLast(this);
        try
        {
            return await Workflow.WaitConditionAsync(
                () => IsNext(place), timeout, cancellationToken, callerFile, callerLine)
                ? (true, items.Dequeue())
                : (false, default);
        }
        finally
        {
            receivers.Remove(place);
        }
    }

    /// <summary>Takes the next item, unless there is none or another receiver waits for it.</summary>
    public bool TryReceive([MaybeNullWhen(false)] out T item)
    {
        item = default;
        return receivers.Count == 0 && items.TryDequeue(out item);
    }

    /// <summary>Takes all items that wait.</summary>
    public IReadOnlyList<T> Drain()
    {
        T[] all = [.. items];
        items.Clear();
        return all;
    }

    /// <inheritdoc/>
    Type ISignalChannel.ItemType => typeof(T);

    /// <inheritdoc/>
    IEnumerable<object?> ISignalChannel.Items => items.Cast<object?>();

    /// <inheritdoc/>
    void ISignalChannel.Add(object? item) => items.Enqueue((T)item!);

    private bool IsNext(LinkedListNode<SignalChannel<T>> place) => items.Count > 0 && receivers.First == place;
}

/// <summary>Takes the items of signals of any type.</summary>
internal interface ISignalChannel
{
    /// <summary>The type of the items.</summary>
    Type ItemType { get; }

    /// <summary>The items that wait.</summary>
    IEnumerable<object?> Items { get; }

    /// <summary>A signal arrived.</summary>
    void Add(object? item);
}
