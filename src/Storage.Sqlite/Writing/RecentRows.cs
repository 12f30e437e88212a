using System.Diagnostics.CodeAnalysis;
using Cairn.Protocol;

namespace Cairn.Storage.Sqlite.Writing;

/// <summary>
/// The rows that were used lately, in two generations. A row that is used moves to the young generation; when that is
/// full, the old one is dropped. This needs no clock and no list, and never holds more than twice the capacity.
/// </summary>
/// <param name="capacity">How many rows a generation holds.</param>
internal sealed class RecentRows(int capacity)
{
    private Dictionary<ExecutionKey, ExecutionRow> young = [];
    private Dictionary<ExecutionKey, ExecutionRow> old = [];

    public bool TryGet(ExecutionKey key, [NotNullWhen(true)] out ExecutionRow? row)
    {
        if (young.TryGetValue(key, out row))
        {
            return true;
        }

        if (!old.Remove(key, out row))
        {
            return false;
        }

        Add(row);
        return true;
    }

    public void Add(ExecutionRow row)
    {
        if (young.Count >= capacity)
        {
            (old, young) = (young, old);
            young.Clear();
        }

        young.Add(row.Key, row);
    }

    /// <summary>Forgets one row.</summary>
    public void Remove(ExecutionKey key)
    {
        young.Remove(key);
        old.Remove(key);
    }

    /// <summary>Forgets everything: the remembered changes may never have become durable.</summary>
    public void Clear()
    {
        young.Clear();
        old.Clear();
    }
}
