using System.Linq.Expressions;
using Cairn.Common;
using Cairn.Converters;
using Cairn.Exceptions;
using Microsoft.Extensions.Logging;

namespace Cairn.Workflows;

/// <summary>
/// What workflow code does and knows. All members but <see cref="InWorkflow"/> throw
/// <see cref="InvalidWorkflowOperationException"/> outside of workflow code.
/// </summary>
public static partial class Workflow
{
    /// <summary>Whether this is workflow code.</summary>
    public static bool InWorkflow => WorkflowContext.Find() is not null;

    /// <summary>What the run knows of itself.</summary>
    public static WorkflowInfo Info => Context.Info;

    /// <summary>The object whose run method is running.</summary>
    public static object Instance => Context.Object;

    /// <summary>The memo that the run was started with.</summary>
    public static IReadOnlyDictionary<string, IRawValue> Memo =>
        (Context.StartedMemo?.Fields ?? []).ToDictionary(f => f.Key, f => (IRawValue)new RawValue(f.Value));

    /// <summary>How values travel.</summary>
    public static IPayloadConverter PayloadConverter => Context.PayloadConverter;

    /// <summary>
    /// A line or a page that says how things are, for people who look at the workflow; empty at first.
    /// </summary>
    public static string CurrentDetails
    {
        get => Context.CurrentDetails;
        set => Context.CurrentDetails = value;
    }

    /// <summary>The number of events in history, as of the current workflow task.</summary>
    public static int CurrentHistoryLength => Context.HistoryLength;

    /// <summary>The size of history in bytes, as of the current workflow task.</summary>
    public static int CurrentHistorySize => Context.HistorySizeBytes;

    /// <summary>Whether the server finds that history has grown long enough to continue as new.</summary>
    public static bool ContinueAsNewSuggested => Context.ContinueAsNewSuggested;

    /// <summary>The time, UTC: that of the current workflow task, the same until the code waits.</summary>
    public static DateTime UtcNow => Context.UtcNow;

    /// <summary>
    /// The workflow's time for what takes a time provider: Task.Delay, WaitAsync, CancellationTokenSource and
    /// PeriodicTimer then wait for durable timers.
    /// </summary>
    public static TimeProvider TimeProvider => Context.TimeProvider;

    /// <summary>Random numbers that a replay repeats.</summary>
    public static DeterministicRandom Random => Context.Random;

    /// <summary>A logger that is silent while history is replayed.</summary>
    public static ILogger Logger => Context.CodeLogger;

    /// <summary>
    /// Cancelled when somebody asks the workflow to cancel itself. Calls that are given no token take this one.
    /// </summary>
    public static CancellationToken CancellationToken => Context.DefaultToken;

    /// <summary>The signals' handlers, which code can change; a new one gets what was sent before.</summary>
    public static IDictionary<string, WorkflowSignalDefinition> Signals => Context.Signals.ByName;

    /// <summary>The queries' handlers, which code can change.</summary>
    public static IDictionary<string, WorkflowQueryDefinition> Queries => Context.Queries.ByName;

    /// <summary>What takes signals that have no handler of their own.</summary>
    public static WorkflowSignalDefinition? DynamicSignal
    {
        get => Context.Signals.Dynamic;
        set => Context.Signals.Dynamic = value;
    }

    /// <summary>What answers queries that have no handler of their own.</summary>
    public static WorkflowQueryDefinition? DynamicQuery
    {
        get => Context.Queries.Dynamic;
        set => Context.Queries.Dynamic = value;
    }

    /// <summary>Whether no handler is running: worth waiting for before the run method returns.</summary>
    public static bool AllHandlersFinished => Context.Signals.Running.Count == 0;

    private static WorkflowInstance Context => WorkflowContext.Require();

    /// <summary>A random UUID that a replay repeats.</summary>
    public static Guid NewGuid() => Context.Random.NewGuid();

    /// <summary>
    /// Guards a change of workflow code: true in runs that reach this point for the first time or did with the change,
    /// false in the replay of runs that were here before it. The same answer for the whole run.
    /// </summary>
    /// <param name="patchId">A name for the change.</param>
    public static bool Patched(string patchId) => Context.Patched(patchId, deprecated: false);

    /// <summary>Takes the place of <see cref="Patched"/> when no run from before the change is left.</summary>
    /// <param name="patchId">The name of the change.</param>
    public static void DeprecatePatch(string patchId) => Context.Patched(patchId, deprecated: true);

    /// <summary>
    /// Whether the exception would fail the workflow, and not only its task: a <see cref="FailureException"/>, a
    /// cancellation, or a type that the worker or the workflow lists.
    /// </summary>
    public static bool IsWorkflowFailure(Exception exception) => Context.Failures.IsWorkflowFailure(exception);

    /// <summary>
    /// Makes the exception that ends this run and begins another with an empty history. It must be thrown.
    /// </summary>
    public static ContinueAsNewException CreateContinueAsNewException<TWorkflow, TResult>(
        Expression<Func<TWorkflow, Task<TResult>>> workflowRunCall, ContinueAsNewOptions? options = null) =>
        ContinueAsNew(workflowRunCall, options);

    /// <summary>
    /// Makes the exception that ends this run and begins another with an empty history. It must be thrown.
    /// </summary>
    public static ContinueAsNewException CreateContinueAsNewException<TWorkflow>(
        Expression<Func<TWorkflow, Task>> workflowRunCall, ContinueAsNewOptions? options = null) =>
        ContinueAsNew(workflowRunCall, options);

    /// <summary>
    /// Makes the exception that ends this run and begins another with an empty history. It must be thrown.
    /// </summary>
    public static ContinueAsNewException CreateContinueAsNewException(
        string workflow, IReadOnlyCollection<object?> args, ContinueAsNewOptions? options = null)
    {
        _ = Context;
        return new(workflow, args, options);
    }

    private static ContinueAsNewException ContinueAsNew(LambdaExpression call, ContinueAsNewOptions? options)
    {
        var (method, args) = ExpressionCall.Extract(call);
        return CreateContinueAsNewException(WorkflowDefinition.NameFromRunMethodForCall(method), args, options);
    }

    /// <summary>What workflow code may look at but should not depend on.</summary>
    public static class Unsafe
    {
        /// <summary>Whether the code repeats what it did before.</summary>
        public static bool IsReplaying => Context.IsReplaying;

        /// <summary>The same, but false in queries, which are always new.</summary>
        public static bool IsReplayingHistoryEvents => Context.IsReplayingHistoryEvents;
    }
}
