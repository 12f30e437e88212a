namespace Cairn.Runtime.Partitions;

/// <summary>Executions in memory in the order of their last use; the idle ones at its end are forgotten.</summary>
/// <param name="capacity">How many may stay though they are idle.</param>
/// <param name="forget">Told of each that is forgotten.</param>
internal sealed class ResidentList(int capacity, Action<Resident> forget)
{
    private readonly LinkedList<Resident> order = [];

    /// <summary>All of them, the newest used first.</summary>
    public IEnumerable<Resident> All => order;

    /// <summary>Marks an execution as used now.</summary>
    public void Use(Resident resident)
    {
        if (resident.Place is { } place)
        {
            if (order.First != place)
            {
                order.Remove(place);
                order.AddFirst(place);
            }
        }
        else
        {
            resident.Place = order.AddFirst(resident);
        }
    }

    /// <summary>Forgets idle executions beyond the capacity, at most a few at a time.</summary>
    public void Shrink()
    {
        var node = order.Last;
        for (var looked = 0; order.Count > capacity && node is not null && looked < 64; looked++)
        {
            var previous = node.Previous;
            if (node.Value.IsIdle)
            {
                order.Remove(node);
                node.Value.Place = null;
                forget(node.Value);
            }

            node = previous;
        }
    }

    /// <summary>Forgets all of them.</summary>
    public void Clear() => order.Clear();
}
