namespace Cairn.Runtime.Partitions;

/// <summary>
/// Executions in memory in the order of their last use; idle ones that were not used lately are removed. Closed ones
/// are removed first, since few callers ask for a closed run later.
/// </summary>
/// <param name="openCapacity">How many open executions may stay, even if all are idle.</param>
/// <param name="closedCapacity">How many closed executions may stay, even if all are idle.</param>
/// <param name="forget">Called for each execution that is removed.</param>
internal sealed class ExecutionCache(int openCapacity, int closedCapacity, Action<CachedExecution> forget)
{
    private readonly LinkedList<CachedExecution> open = [];
    private readonly LinkedList<CachedExecution> closed = [];

    /// <summary>All executions.</summary>
    public IEnumerable<CachedExecution> All => open.Concat(closed);

    /// <summary>How many executions there are. Any thread may ask.</summary>
    public int Count => open.Count + closed.Count;

    /// <summary>Marks an execution as used now.</summary>
    public void Use(CachedExecution cached)
    {
        var order = cached.State.IsOpen ? open : closed;
        if (cached.Place is { } place)
        {
            if (order.First == place)
            {
                return;
            }

            place.List!.Remove(place);
            order.AddFirst(place);
        }
        else
        {
            cached.Place = order.AddFirst(cached);
        }
    }

    /// <summary>Removes one execution.</summary>
    public static void Remove(CachedExecution cached)
    {
        cached.Place?.List?.Remove(cached.Place);
        cached.Place = null;
    }

    /// <summary>Removes idle executions beyond the capacities, at most a few at a time.</summary>
    public void Shrink()
    {
        Shrink(open, openCapacity);
        Shrink(closed, closedCapacity);
    }

    /// <summary>Removes all executions.</summary>
    public void Clear()
    {
        open.Clear();
        closed.Clear();
    }

    private void Shrink(LinkedList<CachedExecution> order, int capacity)
    {
        var node = order.Last;
        for (var looked = 0; order.Count > capacity && node is not null && looked < 64; looked++)
        {
            var previous = node.Previous;
            order.Remove(node);
            if (node.Value.IsIdle)
            {
                node.Value.Place = null;
                forget(node.Value);
            }
            else
            {
                order.AddFirst(node); // A busy one must not hide the idle ones before it.
            }

            node = previous;
        }
    }
}
