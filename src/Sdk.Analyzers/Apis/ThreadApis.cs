using Cairn.Sdk.Analyzers.Rules;
using Microsoft.CodeAnalysis;
using static Cairn.Sdk.Analyzers.Apis.When;

namespace Cairn.Sdk.Analyzers.Apis;

/// <summary>Threads, tasks, locks and timers.</summary>
internal static class ThreadApis
{
    private const string Run = "Workflow.RunTaskAsync, or an activity for long work";
    private const string Map = "Workflow.MapAsync or Workflow.RunTaskAsync";
    private const string Await = "await";
    private const string Delay = "Workflow.DelayAsync";
    private const string Timed = "the overload with a TimeProvider, with Workflow.TimeProvider";
    private const string Condition = "Workflow.WaitConditionAsync";
    private const string LeaveOut = "leave it out";
    private const string Mutex = "Cairn.Workflows.Mutex or Semaphore, or nothing";
    private const string Semaphore = "Cairn.Workflows.Semaphore";
    private const string Plain = "plain fields, Dictionary, Queue";
    private const string Signals = "SignalChannel<T>, or AllowSynchronousContinuations";
    private const string Field = "a field of the workflow";

    public static readonly IReadOnlyList<ForbiddenApi> All =
    [
        .. Schedulers(), .. Threads(), .. Blocking(), .. Timers(), .. Continuations(), .. Locks(), .. Shared(),
    ];

    private static IEnumerable<ForbiddenApi> Schedulers() =>
    [
        new("System.Threading.Tasks.Task", "Run", ThreadRules.OtherScheduler, Run),
        // The workflow's scheduler runs no task inline, so the caller would wait for itself.
        new("System.Threading.Tasks.Task", "RunSynchronously", ThreadRules.OtherScheduler, Run),
        new("System.Threading.Tasks.TaskScheduler", "Default FromCurrentSynchronizationContext",
            ThreadRules.OtherScheduler, "TaskScheduler.Current") { When = IsNotForContinueWith },
    ];

    private static IEnumerable<ForbiddenApi> Threads() =>
    [
        new("System.Threading.Thread", "new", ThreadRules.OtherThread, Run),
        new("System.Threading.ThreadPool", "*", ThreadRules.OtherThread, Run),
        new("System.Threading.Tasks.Parallel", "For ForEach Invoke", ThreadRules.OtherThread, Map),
        new("System.Threading.Tasks.Parallel", "ForEachAsync ForAsync", ThreadRules.OtherThread, Map)
            { When = IsOnDefaultScheduler },
        new("System.Linq.ParallelEnumerable", "AsParallel", ThreadRules.OtherThread, "LINQ without AsParallel"),
        new("System.ComponentModel.BackgroundWorker", "new", ThreadRules.OtherThread, Run),
        new("System.Threading.SynchronizationContext", "Post Send", ThreadRules.OtherThread, Run) { AndDerived = true },
        new("System.Progress`1", "new", ThreadRules.OtherThread, "a delegate"),
    ];

    private static IEnumerable<ForbiddenApi> Blocking() =>
    [
        new("System.Threading.Thread", "Sleep SpinWait Yield Join", ThreadRules.Blocking, Delay),
        new("System.Threading.SpinWait", "SpinOnce SpinUntil", ThreadRules.Blocking, Condition),
        new("System.Threading.Tasks.Task", "Wait WaitAll WaitAny", ThreadRules.Blocking, Await),
        new("System.Threading.ManualResetEventSlim", "Wait", ThreadRules.Blocking, Condition),
        new("System.Threading.CountdownEvent", "Wait", ThreadRules.Blocking, Condition),
        new("System.Threading.SemaphoreSlim", "Wait", ThreadRules.Blocking, Semaphore),
        new("System.Threading.Barrier", "SignalAndWait", ThreadRules.Blocking, Condition),
        new("System.Threading.WaitHandle", "WaitOne WaitAll WaitAny SignalAndWait", ThreadRules.Blocking, Condition)
            { AndDerived = true },
        new("System.Collections.Concurrent.BlockingCollection`1", "Take TryTake GetConsumingEnumerable",
            ThreadRules.Blocking, "SignalChannel<T>"),
    ];

    private static IEnumerable<ForbiddenApi> Timers() =>
    [
        new("System.Threading.Tasks.Task", "Delay", ThreadRules.RealDelay, Delay) { When = WaitsForTheClock },
        new("System.Threading.Timer", "new", ThreadRules.RealTimer, Delay),
        new("System.Timers.Timer", "new", ThreadRules.RealTimer, Delay),
        new("System.Threading.PeriodicTimer", "new", ThreadRules.RealTimer, Timed) { When = HasNoTimeProvider },
        new("System.Threading.CancellationTokenSource", "new", ThreadRules.RealTimer, Timed)
            { When = WaitsForTheClock },
        new("System.Threading.Tasks.Task", "WaitAsync", ThreadRules.RealTimer, Timed) { When = WaitsForTheClock },
        new("System.Threading.Tasks.Task`1", "WaitAsync", ThreadRules.RealTimer, Timed) { When = WaitsForTheClock },
        new("System.Threading.SemaphoreSlim", "WaitAsync", ThreadRules.RealTimer, Semaphore)
            { When = WaitsForTheClock },
        new("System.Threading.SemaphoreSlim", "WaitAsync", ThreadRules.SemaphoreSlim, Semaphore)
            { When = HasNoTimeout },
    ];

    private static IEnumerable<ForbiddenApi> Continuations()
    {
        foreach (var type in (string[])
            [
                "System.Threading.Tasks.Task", "System.Threading.Tasks.Task`1", "System.Threading.Tasks.ValueTask",
                "System.Threading.Tasks.ValueTask`1", "System.Threading.Tasks.TaskAsyncEnumerableExtensions",
            ])
        {
            yield return new(type, "ConfigureAwait", ThreadRules.ConfigureAwait, LeaveOut) { When = LosesScheduler };
        }

        foreach (var type in (string[])["System.Threading.Tasks.Task", "System.Threading.Tasks.Task`1"])
        {
            yield return new(type, "ContinueWith", ThreadRules.ContinueElsewhere, Await)
                { When = NamesOtherScheduler };
            yield return new(type, "ContinueWith", ThreadRules.ContinueWith, Await) { When = NamesNoOtherScheduler };
        }

        yield return new("System.Threading.Tasks.Task", "WhenEach", ThreadRules.WhenEach, "Workflow.WhenAnyAsync");
        yield return new("System.Threading.Tasks.Task", "WhenAny", ThreadRules.WhenAny, "Workflow.WhenAnyAsync");
        yield return new("System.Threading.Tasks.Task", "WhenAll", ThreadRules.WhenAll, "Workflow.WhenAllAsync");
        yield return new(
            "System.Threading.CancellationTokenSource", "CancelAsync", ThreadRules.CancelElsewhere, "Cancel");
    }

    private static IEnumerable<ForbiddenApi> Locks() =>
    [
        new("System.Threading.Monitor", "Wait", ThreadRules.Lock, Condition) { Severity = DiagnosticSeverity.Error },
        new("System.Threading.Monitor", "Enter TryEnter", ThreadRules.Lock, Mutex),
        new("System.Threading.Lock", "Enter TryEnter EnterScope", ThreadRules.Lock, Mutex),
        new("System.Threading.Mutex", "new", ThreadRules.Lock, Mutex),
        new("System.Threading.Semaphore", "new", ThreadRules.Lock, Mutex),
        new("System.Threading.ReaderWriterLock", "new AcquireReaderLock AcquireWriterLock", ThreadRules.Lock, Mutex),
        new("System.Threading.ReaderWriterLockSlim",
            "new EnterReadLock EnterWriteLock EnterUpgradeableReadLock TryEnterReadLock TryEnterWriteLock",
            ThreadRules.Lock, Mutex),
        new("System.Threading.Barrier", "new", ThreadRules.Lock, Mutex),
        new("System.Threading.CountdownEvent", "new", ThreadRules.Lock, Mutex),
        new("System.Threading.SpinLock", "Enter TryEnter", ThreadRules.Lock, Mutex),
    ];

    private static IEnumerable<ForbiddenApi> Shared() =>
    [
        new("System.Threading.Interlocked", "*", ThreadRules.ThreadSafe, Plain),
        new("System.Threading.Volatile", "*", ThreadRules.ThreadSafe, Plain),
        new("System.Collections.Concurrent.ConcurrentDictionary`2", "new", ThreadRules.ThreadSafe, Plain),
        new("System.Collections.Concurrent.ConcurrentQueue`1", "new", ThreadRules.ThreadSafe, Plain),
        new("System.Collections.Concurrent.ConcurrentStack`1", "new", ThreadRules.ThreadSafe, Plain),
        new("System.Collections.Concurrent.ConcurrentBag`1", "new", ThreadRules.ThreadSafe, Plain),
        new("System.Collections.Concurrent.BlockingCollection`1", "new", ThreadRules.ThreadSafe, Plain),
        new("System.Lazy`1", "new", ThreadRules.ThreadSafe, "Lazy<T> without a mode") { When = IsForThreads },
        new("System.Threading.Channels.ChannelReader`1", "ReadAllAsync", ThreadRules.Channel, Signals)
            { When = ContinuesOnThreadPool, AndDerived = true },
        new("System.Threading.Tasks.Dataflow.BufferBlock`1", "new", ThreadRules.Channel, Signals),
        new("System.Threading.Tasks.Dataflow.ActionBlock`1", "new", ThreadRules.Channel, Signals),
        new("System.Threading.Tasks.Dataflow.TransformBlock`2", "new", ThreadRules.Channel, Signals),
        new("System.Threading.AsyncLocal`1", "Value", ThreadRules.ThreadBound, Field) { When = IsWritten },
        new("System.Threading.ThreadLocal`1", "*", ThreadRules.ThreadBound, Field)
            { Severity = DiagnosticSeverity.Error },
        new("System.Threading.ExecutionContext", "SuppressFlow", ThreadRules.ThreadBound, Field),
        new("System.Threading.Thread", "CurrentThread", ThreadRules.ThreadBound, Field),
        new("System.Environment", "CurrentManagedThreadId", ThreadRules.ThreadBound, Field),
    ];
}
