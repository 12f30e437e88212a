using Cairn.Engine;
using Cairn.Storage;

namespace Cairn.Runtime.Partitions;

/// <summary>What was decided since the last commit began: it is committed together, and told together.</summary>
internal sealed class OpenBatch
{
    private readonly List<CachedExecution> changed = [];
    private readonly List<(CachedExecution CachedExecution, Effect Effect)> effects = [];
    private readonly List<IReply> replies = [];

    /// <summary>Whether somebody waits for it to be durable.</summary>
    public bool IsUrgent { get; private set; }

    /// <summary>Whether there is anything to commit.</summary>
    public bool IsEmpty => changed.Count == 0;

    /// <summary>The executions that it changes, in the order of their first change.</summary>
    public IReadOnlyList<CachedExecution> Changed => changed;

    /// <summary>What is to be done once it is durable.</summary>
    public IReadOnlyList<(CachedExecution CachedExecution, Effect Effect)> Effects => effects;

    /// <summary>Those who are answered once it is durable.</summary>
    public IReadOnlyList<IReply> Replies => replies;

    /// <summary>Adds a change of an execution.</summary>
    public void Add(CachedExecution cached, bool isFirstChange, IReadOnlyList<Effect> follow, bool urgent)
    {
        if (isFirstChange)
        {
            changed.Add(cached);
        }

        foreach (var effect in follow)
        {
            effects.Add((cached, effect));
        }

        IsUrgent |= urgent;
    }

    /// <summary>Adds somebody to answer once it is durable.</summary>
    public void Add(IReply reply)
    {
        replies.Add(reply);
        IsUrgent = true;
    }

    /// <summary>
    /// The batch as the store takes it. What is over is taken out of the store; if that does not have it yet, it is
    /// written first, for a run of its workflow may have to learn that it is not the newest one.
    /// </summary>
    public Batch ToStore(int partition, bool workersAreInProcess)
    {
        var writes = new List<ExecutionWrite>(changed.Count);
        var deletes = new List<ExecutionDelete>();
        foreach (var cached in changed)
        {
            try
            {
                if (cached is { IsOver: true, Version: > 0 })
                {
                    deletes.Add(cached.ToDelete());
                }
                else
                {
                    writes.Add(cached.ToWrite(partition, workersAreInProcess));
                }
            }
            catch (Exception caught) when (caught is not OutOfMemoryException)
            {
                throw new UnwritableExecutionException(cached.State.Key, caught);
            }
        }

        return new Batch(partition, writes) { Deletes = deletes };
    }
}

/// <summary>An answer that is ready and waits for its decision to be durable.</summary>
internal interface IReply
{
    /// <summary>Gives the answer.</summary>
    void Release();

    /// <summary>The decision is lost: gives an error instead.</summary>
    void Fail(Exception reason);
}
