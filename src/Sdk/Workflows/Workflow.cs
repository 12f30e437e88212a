using System.Linq.Expressions;
using Cairn.Common;
using Cairn.Converters;
using Cairn.Exceptions;
using Microsoft.Extensions.Logging;

namespace Cairn.Workflows;

/// <summary>
/// What workflow code does and knows. All members but <see cref="InWorkflow"/> throw
/// <see cref="InvalidOperationException"/> outside of workflow code, and
/// <see cref="InvalidWorkflowOperationException"/> in workflow code that left its scheduler.
/// </summary>
public static partial class Workflow
{
    /// <summary>Whether this is workflow code.</summary>
    public static bool InWorkflow => WorkflowContext.Find() is not null;

    /// <summary>What the run knows of itself.</summary>
    public static WorkflowInfo Info => Context.Info;

    /// <summary>The object whose run method is running.</summary>
    public static object Instance => Context.Object;

    /// <summary>The memo, with what the run has changed of it.</summary>
    public static IReadOnlyDictionary<string, IRawValue> Memo =>
        Context.Properties.Memo.Fields.ToDictionary(f => f.Key, f => (IRawValue)new RawValue(f.Value));

    /// <summary>The search attributes, with what the run has changed of them.</summary>
    public static SearchAttributeCollection TypedSearchAttributes => Context.Properties.TypedSearchAttributes;

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

    /// <summary>
    /// Why the server finds that history has grown long; empty if it does not, or if it does not say why.
    /// </summary>
    public static IReadOnlyCollection<SuggestContinueAsNewReason> SuggestedContinueAsNewReasons =>
        Context.ContinueAsNewReasons;

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
    public static CancellationToken CancellationToken
    {
        get
        {
            var context = Context;
            context.EndlessWait.MayEndByCancellation = true;
            return context.DefaultToken;
        }
    }

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

    /// <summary>The updates' handlers, which code can change.</summary>
    public static IDictionary<string, WorkflowUpdateDefinition> Updates => Context.Updates.ByName;

    /// <summary>What works on updates that have no handler of their own.</summary>
    public static WorkflowUpdateDefinition? DynamicUpdate
    {
        get => Context.Updates.Dynamic;
        set => Context.Updates.Dynamic = value;
    }

    /// <summary>The update whose handler, or whose validator, is running; null outside of one.</summary>
    public static WorkflowUpdateInfo? CurrentUpdateInfo
    {
        get
        {
            _ = Context;
            return UpdateHandlers.Current;
        }
    }

    /// <summary>Whether no handler is running: worth waiting for before the run method returns.</summary>
    public static bool AllHandlersFinished =>
        Context.Signals.Running.Count == 0 && Context.Updates.Running.Count == 0;

    private static WorkflowInstance Context => WorkflowContext.Require();

    /// <summary>A random UUID that a replay repeats.</summary>
    public static Guid NewGuid() => Context.Random.NewGuid();

    /// <summary>
    /// Guards a change of workflow code: true in runs that reach this point for the first time or did with the change,
    /// false in the replay of runs that were here before it. The same answer for the whole run.
    /// </summary>
    /// <param name="patchId">A name for the change.</param>
    public static bool Patched(string patchId)
    {
        ArgumentNullException.ThrowIfNull(patchId);
        return Context.Versions.Patched(patchId, deprecated: false);
    }

    /// <summary>Takes the place of <see cref="Patched"/> when no run from before the change is left.</summary>
    /// <param name="patchId">The name of the change.</param>
    public static void DeprecatePatch(string patchId)
    {
        ArgumentNullException.ThrowIfNull(patchId);
        Context.Versions.Patched(patchId, deprecated: true);
    }

    /// <summary>What <see cref="GetVersion"/> gives runs that are older than the change.</summary>
    public const int DefaultVersion = -1;

    /// <summary>
    /// Guards the steps of a change that is made more than once: new runs get the highest version, runs that were here
    /// before keep the one they have, and those from before the first get <see cref="DefaultVersion"/>.
    /// </summary>
    /// <param name="changeId">A name for the change, which must not end in a dash and a number.</param>
    /// <param name="minSupported">The oldest version that the code still knows.</param>
    /// <param name="maxSupported">The newest version that the code knows.</param>
    /// <exception cref="InvalidWorkflowOperationException">
    /// The run has a version that the code does not know.
    /// </exception>
    public static int GetVersion(string changeId, int minSupported, int maxSupported) =>
        Context.Versions.GetVersion(changeId, minSupported, maxSupported);

    /// <summary>Changes entries of the memo.</summary>
    public static void UpsertMemo(params MemoUpdate[] updates) => Context.Properties.Upsert(updates);

    /// <summary>Changes search attributes.</summary>
    public static void UpsertTypedSearchAttributes(params SearchAttributeUpdate[] updates) =>
        Context.Properties.Upsert(updates);

    /// <summary>
    /// Whether the exception would fail the workflow, and not only its task: a <see cref="FailureException"/>, a
    /// cancellation, or a type that the worker or the workflow lists.
    /// </summary>
    public static bool IsWorkflowFailure(Exception exception)
    {
        ArgumentNullException.ThrowIfNull(exception);
        return Context.Failures.IsWorkflowFailure(exception);
    }

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
        string workflow, IReadOnlyCollection<object?> args, ContinueAsNewOptions? options = null) =>
        Context.Outbound.CreateContinueAsNewException(new(workflow, args, options, null));

    private static ContinueAsNewException ContinueAsNew(LambdaExpression call, ContinueAsNewOptions? options)
    {
        var (workflow, args) = CallOf(call);
        return CreateContinueAsNewException(workflow, args, options);
    }

    /// <summary>What workflow code may look at but should not depend on.</summary>
    public static class Unsafe
    {
        /// <summary>Whether the code repeats what it did before.</summary>
        public static bool IsReplaying => Context.IsReplaying;

        /// <summary>The same, but false in queries, which are always new.</summary>
        public static bool IsReplayingHistoryEvents => Context.IsReplayingHistoryEvents;

        /// <summary>
        /// Runs code that starts timers, threads or tasks of .NET which the workflow does not wait for, such as that of
        /// a metrics library. They do not fail the workflow task.
        /// </summary>
        /// <param name="fn">The code; it runs to its end before this returns.</param>
        public static void WithTracingEventListenerDisabled(Action fn)
        {
            ArgumentNullException.ThrowIfNull(fn);
            OffScheduler.Run(Context, fn);
        }

        /// <summary>The same for code that has a result.</summary>
        /// <param name="fn">The code; it runs to its end before this returns.</param>
        public static T WithTracingEventListenerDisabled<T>(Func<T> fn)
        {
            ArgumentNullException.ThrowIfNull(fn);
            T result = default!;
            OffScheduler.Run(Context, () => result = fn());
            return result;
        }
    }
}
