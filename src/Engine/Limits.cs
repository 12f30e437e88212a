namespace Cairn.Engine;

/// <summary>
/// Every limit and default of the engine. The values are those of Temporal's server 1.32.0, with the keys of its
/// dynamic configuration, so that a request that is within its limits is within these too.
/// </summary>
public static class Limits
{
    /// <summary>
    /// The offset that is added to an event id to get the task id that Temporal's server would assign: its task ids
    /// begin there.
    /// </summary>
    public const long FirstTaskId = 1 << 20;

    /// <summary>Bytes of an id or a name (limit.maxIDLength).</summary>
    public const int IdBytes = 1_000;

    /// <summary>Bytes of one input, result, failure or other blob (limit.blobSize.error).</summary>
    public const int BlobBytes = 2 * 1024 * 1024;

    /// <summary>Bytes of one completion of a workflow task, the limit that Temporal's server reports to SDKs.</summary>
    public const int WorkflowTaskCompletionBytes = 40 * 1024 * 1024;

    /// <summary>Bytes of a memo (limit.memoSize.error).</summary>
    public const int MemoBytes = 2 * 1024 * 1024;

    /// <summary>Bytes of a fairness key (matching.fairnessKeyMaxLength).</summary>
    public const int FairnessKeyBytes = 64;

    /// <summary>Links of one request (frontend.maxLinksPerRequest).</summary>
    public const int LinksOfRequest = 10;

    /// <summary>Bytes of one link (frontend.linkMaxSize).</summary>
    public const int LinkBytes = 4_000;

    /// <summary>Callbacks of one run (callback.maxPerExecution).</summary>
    public const int Callbacks = 2_000;

    /// <summary>Bytes of the address of a callback (frontend.callbackURLMaxLength).</summary>
    public const int CallbackUrlBytes = 1_000;

    /// <summary>Bytes of the headers of a callback (frontend.callbackHeaderMaxLength).</summary>
    public const int CallbackHeaderBytes = 8 * 1024;

    /// <summary>Search attributes of one request (frontend.searchAttributesNumberOfKeysLimit).</summary>
    public const int SearchAttributes = 100;

    /// <summary>Bytes of one search attribute's value (frontend.searchAttributesSizeOfValueLimit).</summary>
    public const int SearchAttributeBytes = 2 * 1024;

    /// <summary>Bytes of all search attributes of a run (frontend.searchAttributesTotalSizeLimit).</summary>
    public const int SearchAttributesBytes = 40 * 1024;

    /// <summary>How deep a list filter may be nested, so that it cannot exhaust the stack.</summary>
    public const int FilterDepth = 100;

    /// <summary>Values in a list filter, the most that a store accepts.</summary>
    public const int FilterValues = 10_000;

    /// <summary>Bytes of a history; beyond it the run is terminated (limit.historySize.error).</summary>
    public const long HistoryBytes = 50L * 1024 * 1024;

    /// <summary>Events of a history; beyond it the run is terminated (limit.historyCount.error).</summary>
    public const long HistoryEvents = 51_200;

    /// <summary>
    /// Bytes of a history from which continue-as-new is suggested (limit.historySize.suggestContinueAsNew).
    /// </summary>
    public const long SuggestContinueAsNewBytes = 4L * 1024 * 1024;

    /// <summary>Events from which continue-as-new is suggested (limit.historyCount.suggestContinueAsNew).</summary>
    public const long SuggestContinueAsNewEvents = 4_096;

    /// <summary>Activities of a run that may be pending at once (limit.numPendingActivities.error).</summary>
    public const int PendingActivities = 2_000;

    /// <summary>Children of a run that may be open at once (limit.numPendingChildExecutions.error).</summary>
    public const int PendingChildren = 2_000;

    /// <summary>
    /// Signals, and cancellation requests, of a run to other workflows that may be pending at once
    /// (limit.numPendingSignals.error, limit.numPendingCancelRequests.error).
    /// </summary>
    public const int PendingExternals = 2_000;

    /// <summary>
    /// The least time from the start of a run to the start of its successor (history.workflowIdReuseMinimalInterval).
    /// </summary>
    public static readonly TimeSpan ChainInterval = TimeSpan.FromSeconds(1);

    /// <summary>Builds of workers for which a chain of runs keeps a reset point (history.maxAutoResetPoints).</summary>
    public const int ResetPoints = 20;

    /// <summary>How long a closed run can be reset: the shortest retention.</summary>
    public static readonly TimeSpan ResetPointLife = TimeSpan.FromDays(1);

    /// <summary>Updates of a run that may be in flight at once (history.maxInFlightUpdates).</summary>
    public const int UpdatesInFlight = 10;

    /// <summary>Bytes of the requests of such updates (history.maxInFlightUpdatePayloads).</summary>
    public const int UpdateBytesInFlight = 20 * 1024 * 1024;

    /// <summary>Updates of a run (history.maxTotalUpdates).</summary>
    public const int Updates = 2_000;

    /// <summary>Updates from which continue-as-new is suggested: nine tenths of <see cref="Updates"/>.</summary>
    public const int SuggestContinueAsNewUpdates = 1_800;

    /// <summary>Attempts of a workflow task from which updates are refused.</summary>
    public const int UpdateRefusingAttempt = 3;

    /// <summary>Events after the last task that a worker can drop, if it supports that.</summary>
    public const int ForgettableEvents = 10;

    /// <summary>How long a call for an update waits (history.longPollExpirationInterval).</summary>
    public static readonly TimeSpan UpdatePoll = TimeSpan.FromSeconds(20);

    /// <summary>Signals of a run (history.maximumSignalsPerExecution).</summary>
    public const int Signals = 10_000;

    /// <summary>Events that may wait for one workflow task (history.maximumBufferedEventsBatch).</summary>
    public const int BufferedEvents = 100;

    /// <summary>Bytes that may wait for one workflow task (history.maximumBufferedEventsSizeInBytes).</summary>
    public const int BufferedBytes = 2 * 1024 * 1024;

    /// <summary>Queries of a run that may wait for a workflow task (history.MaxBufferedQueryCount).</summary>
    public const int BufferedQueries = 1;

    /// <summary>
    /// Bytes of an attempt's failure that is kept between attempts (limit.mutableStateActivityFailureSize.error).
    /// </summary>
    public const int KeptFailureBytes = 4 * 1024;

    /// <summary>Bytes that are left of a failure that is too large for an event (limit.blobSize.warn).</summary>
    public const int CutFailureBytes = 512 * 1024;

    /// <summary>Events on one page of a history (frontend.historyMaxPageSize).</summary>
    public const int HistoryPage = 256;

    /// <summary>The timeout of a workflow task if the start names none (history.defaultWorkflowTaskTimeout).</summary>
    public static readonly TimeSpan WorkflowTaskTimeout = TimeSpan.FromSeconds(10);

    /// <summary>The longest timeout of a workflow task (history.maxWorkflowTaskTimeout).</summary>
    public static readonly TimeSpan WorkflowTaskTimeoutMaximum = TimeSpan.FromSeconds(120);

    /// <summary>
    /// How long a workflow task may be kept alive by heartbeats (history.workflowTaskHeartbeatTimeout).
    /// </summary>
    public static readonly TimeSpan WorkflowTaskHeartbeats = TimeSpan.FromMinutes(30);

    /// <summary>Attempts of a workflow task before its timeout begins to grow.</summary>
    public const int WorkflowTaskEagerAttempts = 3;

    /// <summary>The first addition to the timeout of a workflow task that keeps failing; it doubles.</summary>
    public static readonly TimeSpan WorkflowTaskBackoff = TimeSpan.FromSeconds(5);

    /// <summary>The largest such addition (history.workflowTaskRetryMaxInterval).</summary>
    public static readonly TimeSpan WorkflowTaskBackoffMaximum = TimeSpan.FromMinutes(10);

    /// <summary>Attempts of a workflow task from which queries are refused.</summary>
    public const int QueryRefusingAttempt = 3;

    /// <summary>The longest duration; longer ones are cut to it without an error.</summary>
    public static readonly TimeSpan Duration = TimeSpan.FromDays(100 * 365);

    /// <summary>The initial interval of a retry policy without one (history.defaultActivityRetryPolicy).</summary>
    public static readonly TimeSpan RetryInitialInterval = TimeSpan.FromSeconds(1);

    /// <summary>The backoff coefficient of a retry policy without one.</summary>
    public const double RetryCoefficient = 2;

    /// <summary>The maximum interval of a retry policy without one, as a multiple of the initial interval.</summary>
    public const int RetryMaximumFactor = 100;

    /// <summary>
    /// How long a task waits on a sticky queue that its worker does not poll before it goes to the workflow's queue.
    /// </summary>
    public static readonly TimeSpan StickyWorkerSilence = TimeSpan.FromSeconds(10);

    /// <summary>How long a poll for tasks waits (matching.longPollExpirationInterval).</summary>
    public static readonly TimeSpan TaskPoll = TimeSpan.FromSeconds(60);

    /// <summary>How long a poll for history waits (history.longPollExpirationInterval).</summary>
    public static readonly TimeSpan HistoryPoll = TimeSpan.FromSeconds(20);

    /// <summary>Entries on one page of a list (frontend.visibilityMaxPageSize).</summary>
    public const int ListPage = 1_000;

    /// <summary>Bytes of the notes that a pause leaves (Temporal's PatchSchedule).</summary>
    public const int ScheduleNotesBytes = 1_000;

    /// <summary>Times of a schedule in one answer (Temporal's ListScheduleMatchingTimes).</summary>
    public const int ScheduleMatchingTimes = 1_000;

    /// <summary>Starts of a schedule that may wait; further ones are dropped (MaxBufferSize).</summary>
    public const int ScheduleBuffer = 1_000;

    /// <summary>Backfills of a schedule that may wait; a patch that brings more is refused.</summary>
    public const int ScheduleBackfills = 1_000;

    /// <summary>Times of a schedule that one decision handles; the next decision handles the rest.</summary>
    public const int ScheduleTimesAtOnce = 1_000;

    /// <summary>Actions that a schedule shows, past ones and future ones.</summary>
    public const int ScheduleActionsShown = 10;

    /// <summary>The same in a list, which also shows no more than this of each list in its spec.</summary>
    public const int ScheduleActionsListed = 5;

    /// <summary>Request ids that a schedule remembers, so that a repeated request has no effect.</summary>
    public const int ScheduleRequests = 100;

    /// <summary>Bytes of a comment in a calendar.</summary>
    public const int CalendarCommentBytes = 200;

    /// <summary>The catchup window of a schedule without one (DefaultCatchupWindow).</summary>
    public static readonly TimeSpan ScheduleCatchup = TimeSpan.FromDays(365);

    /// <summary>The shortest catchup window (MinCatchupWindow).</summary>
    public static readonly TimeSpan ScheduleCatchupMinimum = TimeSpan.FromSeconds(10);

    /// <summary>How many times a schedule tries in search of one that is not excluded (specMaxIterations).</summary>
    public const int ScheduleExclusions = 1_209_600;
}
