using System.Reflection;
using System.Runtime.ExceptionServices;
using Cairn.Storage;

namespace Cairn.Tests.BadInput;

/// <summary>A store that counts what is written to it: nothing gets into it another way than by a commit.</summary>
public class WatchedStore : DispatchProxy
{
    private IStore store = null!;
    private long commits;

    /// <summary>How many batches were committed, or tried to be.</summary>
    public long Commits => Volatile.Read(ref commits);

    /// <summary>Puts a watch on a store.</summary>
    public static (IStore Store, WatchedStore Watch) Over(IStore store)
    {
        var proxy = Create<IStore, WatchedStore>();
        var watch = (WatchedStore)(object)proxy;
        watch.store = store;
        return (proxy, watch);
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        if (args is [Batch { Writes.Count: var writes, Documents.Count: var documents }, ..] && writes + documents > 0)
        {
            Interlocked.Increment(ref commits);
        }

        try
        {
            return targetMethod!.Invoke(store, args);
        }
        catch (TargetInvocationException thrown)
        {
            ExceptionDispatchInfo.Throw(thrown.InnerException!);
            throw;
        }
    }
}
