namespace Cairn.Testing.TimeSkipping;

/// <summary>The calls of the test that wait.</summary>
internal sealed class Waits
{
    private readonly Lock sync = new();
    private readonly List<Wait> waits = [];

    /// <summary>All that wait now and were not ended.</summary>
    public IReadOnlyList<Wait> All
    {
        get
        {
            lock (sync)
            {
                return [.. waits.Where(wait => !wait.Over.IsCompleted)];
            }
        }
    }

    /// <summary>Adds one.</summary>
    public void Add(Wait wait)
    {
        lock (sync)
        {
            waits.Add(wait);
        }
    }

    /// <summary>Removes one.</summary>
    public void Remove(Wait wait)
    {
        lock (sync)
        {
            waits.Remove(wait);
        }
    }
}
