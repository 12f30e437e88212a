using static Microsoft.CodeAnalysis.DiagnosticSeverity;

namespace Cairn.Sdk.Analyzers.Rules;

/// <summary>Threads, tasks, locks and timers: CAIRN0201 to CAIRN0299.</summary>
internal static class ThreadRules
{
    public static readonly Rule OtherScheduler = Rule.Transitive(
        "CAIRN0201",
        "Workflow code leaves the workflow's scheduler",
        "{0} leaves the workflow's scheduler, so the next steps have no certain order: use {1}",
        Error);

    public static readonly Rule OtherThread = Rule.Transitive(
        "CAIRN0202",
        "Workflow code runs code on another thread",
        "{0} runs code on another thread, which a replay cannot repeat: use {1}",
        Error);

    public static readonly Rule Blocking = Rule.Transitive(
        "CAIRN0203",
        "Workflow code blocks its thread",
        "{0} blocks the thread on which all code of the workflow runs: use {1}",
        Error);

    public static readonly Rule RealDelay = Rule.Transitive(
        "CAIRN0204",
        "Workflow code waits by the clock of the machine",
        "{0} starts a timer of the machine, which is not in history: use {1}",
        Error);

    public static readonly Rule RealTimer = Rule.Transitive(
        "CAIRN0205",
        "Workflow code starts a timer of the machine",
        "{0} starts a timer of the machine, which is not in history: use {1}",
        Error);

    public static readonly Rule ConfigureAwait = Rule.Transitive(
        "CAIRN0206",
        "Workflow code does not continue on the workflow's scheduler",
        "{0} lets the code after it run outside of the workflow: {1}",
        Error);

    public static readonly Rule WhenEach = Rule.Transitive(
        "CAIRN0207",
        "Workflow code uses Task.WhenEach",
        "{0} goes on on the thread pool: use {1}",
        Error);

    public static readonly Rule WhenAny = Rule.Direct(
        "CAIRN0208",
        "Workflow code uses Task.WhenAny",
        "{0} keeps the workflow's scheduler from .NET 10 on only: prefer {1}",
        Info);

    public static readonly Rule WhenAll = Rule.Direct(
        "CAIRN0209",
        "Workflow code uses Task.WhenAll",
        "{0} works; for code that reads alike, prefer {1}",
        Hidden);

    public static readonly Rule ContinueElsewhere = Rule.Transitive(
        "CAIRN0210",
        "Workflow code continues on another scheduler",
        "{0} continues on another scheduler: use {1}",
        Error);

    public static readonly Rule ContinueWith = Rule.Direct(
        "CAIRN0211",
        "Workflow code uses ContinueWith",
        "{0} hides failures and cancellation: use {1}",
        Warning);

    public static readonly Rule CancelElsewhere = Rule.Transitive(
        "CAIRN0212",
        "Workflow code cancels on the thread pool",
        "{0} calls back on the thread pool: use {1}",
        Error);

    public static readonly Rule Lock = Rule.Transitive(
        "CAIRN0213",
        "Workflow code uses a lock",
        "{0} is not needed, for the code of a run never runs on two threads, and blocks the workflow if it waits: use "
            + "{1}",
        Warning);

    public static readonly Rule SemaphoreSlim = Rule.Direct(
        "CAIRN0214",
        "Workflow code waits for a SemaphoreSlim",
        "{0} works, but the workflow does not show what it waits for: prefer {1}",
        Info);

    public static readonly Rule ThreadSafe = Rule.Transitive(
        "CAIRN0215",
        "Workflow code uses types for several threads",
        "{0} is for several threads, and the code of a run never runs on two: use {1}",
        Info);

    public static readonly Rule Channel = Rule.Transitive(
        "CAIRN0216",
        "Workflow code reads from a channel that continues on the thread pool",
        "{0} continues on the thread pool: use {1}",
        Warning);

    public static readonly Rule AsyncVoid = Rule.Direct(
        "CAIRN0217",
        "Workflow code is async void",
        "{0} is async void, so nothing waits for it and its exceptions cannot be caught: {1}",
        Error);

    public static readonly Rule Unawaited = Rule.Direct(
        "CAIRN0218",
        "Workflow code does not await a task",
        "The task of {0} is not awaited, so its failure is lost and the workflow may end before it: {1}",
        Warning);

    public static readonly Rule ThreadBound = Rule.Transitive(
        "CAIRN0219",
        "Workflow code keeps state with a thread or a flow of execution",
        "{0} belongs to a thread or a flow of execution, which a replay does not restore: use {1}",
        Warning);

    public static readonly Rule OutsideCompletion = Rule.Direct(
        "CAIRN0220",
        "A task of the workflow is completed from outside",
        "{0} completes a task of the workflow on another thread: {1}",
        Error);

    public static readonly IReadOnlyList<Rule> All =
    [
        OtherScheduler, OtherThread, Blocking, RealDelay, RealTimer, ConfigureAwait, WhenEach, WhenAny, WhenAll,
        ContinueElsewhere, ContinueWith, CancelElsewhere, Lock, SemaphoreSlim, ThreadSafe, Channel, AsyncVoid,
        Unawaited, ThreadBound, OutsideCompletion,
    ];
}
