using Cairn.Engine;
using Cairn.Storage;

namespace Cairn.Runtime.Partitions;

/// <summary>All decisions since the last commit began; they are committed together.</summary>
internal sealed class OpenBatch
{
    private readonly List<CachedExecution> changed = [];
    private readonly List<(CachedExecution CachedExecution, Effect Effect)> effects = [];
    private readonly List<IReply> replies = [];

    /// <summary>Whether a caller waits for it to be durable.</summary>
    public bool IsUrgent { get; private set; }

    /// <summary>Whether there is anything to commit.</summary>
    public bool IsEmpty => changed.Count == 0;

    /// <summary>The executions that it changes, in the order of their first change.</summary>
    public IReadOnlyList<CachedExecution> Changed => changed;

    /// <summary>The effects to perform when it is durable.</summary>
    public IReadOnlyList<(CachedExecution CachedExecution, Effect Effect)> Effects => effects;

    /// <summary>The answers to release when it is durable.</summary>
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

    /// <summary>Adds an answer to release when it is durable.</summary>
    public void Add(IReply reply)
    {
        replies.Add(reply);
        IsUrgent = true;
    }

    /// <summary>
    /// The batch in the form of the store. A run that is over is deleted; if the store does not have it yet, it is
    /// written first, because another run of the workflow may have to stop being the newest one.
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

/// <summary>An answer that waits for its decision to be durable.</summary>
internal interface IReply
{
    /// <summary>Gives the answer.</summary>
    void Release();

    /// <summary>Answers with an error instead: the decision is lost.</summary>
    void Fail(Exception reason);
}
