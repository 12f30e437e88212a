using Cairn.Common;
using Cairn.Converters;
using Cairn.Exceptions;
using Microsoft.Extensions.Logging;

namespace Cairn.Workflows;

/// <summary>
/// What workflow code can do and read. All members but <see cref="InWorkflow"/> throw
/// <see cref="InvalidOperationException"/> outside of workflow code, and
/// <see cref="InvalidWorkflowOperationException"/> in workflow code that left its scheduler.
/// </summary>
public static partial class Workflow
{
    /// <summary>Whether the caller is workflow code.</summary>
    public static bool InWorkflow => WorkflowContext.Find() is not null;

    /// <summary>The facts of the run, which never change.</summary>
    public static WorkflowInfo Info => Context.Info;

    /// <summary>The object whose run method is running.</summary>
    public static object Instance => Context.Object;

    /// <summary>The memo, with the changes that the run has made.</summary>
    public static IReadOnlyDictionary<string, IRawValue> Memo =>
        Context.Properties.Memo.Fields.ToDictionary(f => f.Key, f => (IRawValue)new RawValue(f.Value));

    /// <summary>The search attributes, with the changes that the run has made.</summary>
    public static SearchAttributeCollection TypedSearchAttributes => Context.Properties.TypedSearchAttributes;

    /// <summary>Converts values to and from payloads.</summary>
    public static IPayloadConverter PayloadConverter => Context.PayloadConverter;

    /// <summary>
    /// The current state as text of one or more lines, shown in dashboards; empty at first.
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

    /// <summary>
    /// The build id of the program that ran the current workflow task first, the same in a replay: code can branch on
    /// it. Empty if that worker had none, as those of other SDKs may.
    /// </summary>
    public static string CurrentBuildId => Context.BuildId ?? string.Empty;

    /// <summary>Whether the server considers the history long enough to continue as new.</summary>
    public static bool ContinueAsNewSuggested => Context.ContinueAsNewSuggested;

    /// <summary>
    /// Why the server suggests to continue as new; empty if it does not suggest it or gives no reason.
    /// </summary>
    public static IReadOnlyCollection<SuggestContinueAsNewReason> SuggestedContinueAsNewReasons =>
        Context.ContinueAsNewReasons;

    /// <summary>The time, UTC: that of the current workflow task, the same until the code waits.</summary>
    public static DateTime UtcNow => Context.UtcNow;

    /// <summary>
    /// The workflow's time for APIs that take a time provider: Task.Delay, WaitAsync, CancellationTokenSource and
    /// PeriodicTimer then wait for durable timers.
    /// </summary>
    public static TimeProvider TimeProvider => Context.TimeProvider;

    /// <summary>Random numbers that are the same in a replay.</summary>
    public static DeterministicRandom Random => Context.Random;

    /// <summary>A logger that is silent while history is replayed.</summary>
    public static ILogger Logger => Context.CodeLogger;

    /// <summary>
    /// Creates metrics that have the namespace, task queue and type of the workflow as tags. They record nothing while
    /// history is replayed.
    /// </summary>
    public static MetricMeter MetricMeter => Context.Metrics;

    /// <summary>
    /// Cancelled when a caller requests the cancellation of the workflow. It is the default token of calls.
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

    /// <summary>
    /// Why the cancellation of the workflow was requested, in the words of the first caller: empty if the caller gave
    /// no reason, null while no cancellation is requested.
    /// </summary>
    public static string? CancellationReason => Context.CancellationReason;

    /// <summary>
    /// The signal handlers by name. Code can change them; a new one receives signals that arrived before.
    /// </summary>
    public static IDictionary<string, WorkflowSignalDefinition> Signals => Context.Signals.ByName;

    /// <summary>The query handlers by name. Code can change them.</summary>
    public static IDictionary<string, WorkflowQueryDefinition> Queries => Context.Queries.ByName;

    /// <summary>The handler of signals that have no handler of their own.</summary>
    public static WorkflowSignalDefinition? DynamicSignal
    {
        get => Context.Signals.Dynamic;
        set => Context.Signals.Dynamic = value;
    }

    /// <summary>The handler of queries that have no handler of their own.</summary>
    public static WorkflowQueryDefinition? DynamicQuery
    {
        get => Context.Queries.Dynamic;
        set => Context.Queries.Dynamic = value;
    }

    /// <summary>The update handlers by name. Code can change them.</summary>
    public static IDictionary<string, WorkflowUpdateDefinition> Updates => Context.Updates.ByName;

    /// <summary>The handler of updates that have no handler of their own.</summary>
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

    /// <summary>Whether no handler is running. The run method should wait for this before it returns.</summary>
    public static bool AllHandlersFinished =>
        Context.Signals.Running.Count == 0 && Context.Updates.Running.Count == 0;

    private static WorkflowInstance Context => WorkflowContext.Require();

    /// <summary>A random UUID that is the same in a replay.</summary>
    public static Guid NewGuid() => Context.Random.NewGuid();

    /// <summary>
    /// Guards a change of workflow code. True if the run first reached this point with the change, false in the replay
    /// of a run that passed this point before the change. The same answer for the whole run.
    /// </summary>
    /// <param name="patchId">A name for the change.</param>
    public static bool Patched(string patchId)
    {
        ArgumentNullException.ThrowIfNull(patchId);
        return Context.Versions.Patched(patchId, deprecated: false);
    }

    /// <summary>Replaces <see cref="Patched"/> when no run from before the change is open.</summary>
    /// <param name="patchId">The name of the change.</param>
    public static void DeprecatePatch(string patchId)
    {
        ArgumentNullException.ThrowIfNull(patchId);
        Context.Versions.Patched(patchId, deprecated: true);
    }

    /// <summary>The result of <see cref="GetVersion"/> in runs that are older than the change.</summary>
    public const int DefaultVersion = -1;

    /// <summary>
    /// Guards code that is changed more than once: new runs get the highest version, runs that have passed this point
    /// keep their version, and runs from before the first change get <see cref="DefaultVersion"/>.
    /// </summary>
    /// <param name="changeId">A name for the change, which must not end in a dash and a number.</param>
    /// <param name="minSupported">The oldest version that the code supports.</param>
    /// <param name="maxSupported">The newest version that the code supports.</param>
    /// <exception cref="InvalidWorkflowOperationException">
    /// The run has a version that the code does not support.
    /// </exception>
    public static int GetVersion(string changeId, int minSupported, int maxSupported) =>
        Context.Versions.GetVersion(changeId, minSupported, maxSupported);

    /// <summary>Changes entries of the memo.</summary>
    /// <exception cref="ArgumentException">There is no change, or two are of the same entry.</exception>
    public static void UpsertMemo(params MemoUpdate[] updates) => Context.Properties.Upsert(updates);

    /// <summary>Changes entries of the memo.</summary>
    /// <exception cref="ArgumentException">There is no change, or two are of the same entry.</exception>
    public static void UpsertMemoWithOptions(UpsertMemoOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        Context.Properties.Upsert(options.Updates);
    }

    /// <summary>Changes search attributes.</summary>
    /// <exception cref="ArgumentException">There is no change, or two are of the same attribute.</exception>
    public static void UpsertTypedSearchAttributes(params SearchAttributeUpdate[] updates) =>
        Context.Properties.Upsert(updates);

    /// <summary>Changes search attributes.</summary>
    /// <exception cref="ArgumentException">There is no change, or two are of the same attribute.</exception>
    public static void UpsertTypedSearchAttributesWithOptions(UpsertSearchAttributesOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        Context.Properties.Upsert(options.Updates);
    }

    /// <summary>
    /// Whether the exception would fail the workflow, and not only its task: a <see cref="FailureException"/>, a
    /// cancellation, or a type that the worker or the workflow lists.
    /// </summary>
    public static bool IsWorkflowFailure(Exception exception)
    {
        ArgumentNullException.ThrowIfNull(exception);
        return Context.Failures.IsWorkflowFailure(exception);
    }

    /// <summary>Members on which the behaviour of workflow code must not depend.</summary>
    public static class Unsafe
    {
        /// <summary>Whether the code is replayed from history.</summary>
        public static bool IsReplaying => Context.IsReplaying;

        /// <summary>The same, but false in queries, which are never replayed.</summary>
        public static bool IsReplayingHistoryEvents => Context.IsReplayingHistoryEvents;

        /// <summary>
        /// Runs code that starts .NET timers, threads or tasks for which the workflow does not wait, such as the code
        /// of a metrics library. They do not fail the workflow task.
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
