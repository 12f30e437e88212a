using Cairn.Api.Common.V1;
using Cairn.Api.Query.V1;
using Cairn.Common;
using Cairn.Converters;
using Cairn.Exceptions;
using Cairn.Sdk.Replay.Activations;
using Cairn.Sdk.Replay.Commands;
using Cairn.Worker;
using Cairn.Worker.Interceptors;
using Microsoft.Extensions.Logging;

namespace Cairn.Workflows;

/// <summary>
/// One run's code with its state: takes activations, runs the code until it waits, and returns its commands.
/// </summary>
internal sealed partial class WorkflowInstance : IDisposable
{
    private readonly WorkflowInstanceDetails details;
    private readonly CancellationTokenSource cancellation = new();
    private readonly List<WorkflowCommand> commands = [];
    private Dictionary<string, object>? logScope;
    private Payloads? input;
    private object?[]? arguments;
    private object? instance;
    private WorkflowDefinitionOptions? options;
    private WorkflowTimeProvider? timeProvider;
    private MetricMeter? metrics;
    private bool isModern;
    private bool isRunning;
    private ReadOnlyScope? reader;
    private WorkflowCommand? last;
    private WorkflowInboundInterceptor? inbound;
    private WorkflowOutboundInterceptor? outbound;

    public WorkflowInstance(WorkflowInstanceDetails details, DateTime firstTask)
    {
        this.details = details;
        var common = details.Options.DataConverter;
        var own = common.InWorkflow(details.Options.Namespace, details.WorkflowId);
        Info = WorkflowInfos.Read(details, own, firstTask);
        Guard = new(
            escape => WorkflowLog.Escaped(Logger!, escape.Construct, Info.WorkflowId, Info.RunId),
            details.Options.NoticesTimers);
        Tasks = new(this, Guard);
        Values = new(this, common, own);
        Random = new(details.Job.RandomSeed);
        Activities = new(this);
        LocalActivities = new(this, Activities);
        Children = new(this);
        Externals = new(this);
        Timers = new(this);
        Conditions = new(this);
        Signals = new(this);
        Queries = new(this);
        Updates = new(this);
        Versions = new(this);
        Properties = new(this, details.Job.Started);
        Failures = new(this, details.Options.FailureExceptionTypes);
        EndlessWait = new(this);
        Logger = details.Logger;
        CodeLogger = new ReplaySafeLogger(Logger, this);
    }

    public WorkflowGuard Guard { get; }

    public WorkflowDefinition Definition => details.Definition;

    public WorkflowInfo Info { get; }

    public IPayloadConverter PayloadConverter => Values.PayloadConverter;

    /// <summary>How its values travel.</summary>
    public WorkflowValues Values { get; }

    /// <summary>The tasks of its code.</summary>
    public WorkflowTasks Tasks { get; }

    public ActivityCalls Activities { get; }

    public LocalActivityCalls LocalActivities { get; }

    public ChildCalls Children { get; }

    public ExternalCalls Externals { get; }

    public TimerCalls Timers { get; }

    public Conditions Conditions { get; }

    public SignalHandlers Signals { get; }

    public QueryHandlers Queries { get; }

    public UpdateHandlers Updates { get; }

    /// <summary>The order of exclusive handlers.</summary>
    public ExclusiveTurns ExclusiveTurns { get; } = new();

    public Versions Versions { get; }

    public WorkflowProperties Properties { get; }

    public WorkflowFailures Failures { get; }

    /// <summary>Warns of waits that no event can end.</summary>
    public EndlessWait EndlessWait { get; }

    /// <summary>Calls the workflow's code, through the worker's interceptors.</summary>
    public WorkflowInboundInterceptor Inbound => inbound ??= Intercepted();

    /// <summary>Receives the calls of the workflow's code, through the worker's interceptors.</summary>
    public WorkflowOutboundInterceptor Outbound
    {
        get
        {
            _ = Inbound;
            return outbound ?? throw new InvalidOperationException(
                "An interceptor's Init did not hand what it was given to the next one");
        }
        set => outbound = value;
    }

    public DeterministicRandom Random { get; }

    public ILogger Logger { get; }

    public ILogger CodeLogger { get; }

    /// <summary>The metrics of its code.</summary>
    public MetricMeter Metrics => metrics ??= NewMeter();

    /// <summary>The default options of the worker's activities; null where no activities are known.</summary>
    public Func<string, Cairn.Activities.ActivityDefaults?>? ActivityDefaults => details.Options.ActivityDefaults;

    /// <summary>Decides whether the run uses a patch; null means that it does.</summary>
    public Func<PatchActivationInput, bool>? PatchActivation => details.Options.PatchActivation;

    /// <summary>What the stack trace query answers.</summary>
    public WorkflowStackTrace StackTrace => details.Options.StackTrace;

    public Dictionary<string, object> LogScope => logScope ??= new()
    {
        ["WorkflowId"] = Info.WorkflowId, ["RunId"] = Info.RunId, ["WorkflowType"] = Info.WorkflowType,
    };

    public string CurrentDetails { get; set; } = string.Empty;

    /// <summary>The instance of the workflow's class, created by the first code that needs it.</summary>
    public object Object => instance ??= CreateObject();

    /// <summary>
    /// Exception types that fail the workflow, by its options or its class; null if neither sets them.
    /// </summary>
    public IReadOnlyList<Type>? FailureExceptionTypes =>
        options?.FailureExceptionTypes ?? Definition.FailureExceptionTypes;

    /// <summary>The default token of calls.</summary>
    public CancellationToken DefaultToken => CancellationScope.Current ?? cancellation.Token;

    /// <summary>The reason of the first request to cancel the workflow; null if there was none.</summary>
    public string? CancellationReason { get; private set; }

    public bool IsCancelRequested => cancellation.IsCancellationRequested;

    public DateTime UtcNow { get; private set; }

    public TimeProvider TimeProvider => timeProvider ??= new(this);

    public bool IsReplaying { get; private set; }

    /// <summary>
    /// Whether code is replayed; false during a query, even if the rest is a replay.
    /// </summary>
    public bool IsReplayingHistoryEvents => IsReplaying && !IsReadOnly;

    /// <summary>Whether code is read-only now, as in a query or the validator of an update.</summary>
    public bool IsReadOnly => reader is not null;

    /// <summary>The build id of the worker that ran, or runs, the current task; null if it has none.</summary>
    public string? BuildId { get; private set; }

    public int HistoryLength { get; private set; }

    public int HistorySizeBytes { get; private set; }

    public bool ContinueAsNewSuggested { get; private set; }

    public IReadOnlyList<SuggestContinueAsNewReason> ContinueAsNewReasons { get; private set; } = [];

    /// <summary>Where its code made its last call; null if that is not known. Any thread may read it.</summary>
    public CallSite? LastCall => Volatile.Read(ref last)?.Site is { File: not null } site ? site : null;

    /// <summary>Whether the code has produced a command that ends the run.</summary>
    public bool IsOver { get; private set; }

    /// <summary>
    /// Whether the code waits for nothing that the server can deliver, so that it may have left its thread.
    /// </summary>
    public bool WaitsForNothingKnown => !IsOver
        && Activities.Pending.Count == 0 && LocalActivities.Pending.Count == 0 && Children.Pending.Count == 0
        && Timers.Pending.Count == 0 && !Externals.Any && !Conditions.Any;

    /// <summary>Runs the code until it waits.</summary>
    /// <returns>The commands of the code, valid until the next call.</returns>
    /// <exception cref="Exception">The code failed in a way that fails the workflow task.</exception>
    public IReadOnlyList<WorkflowCommand> Activate(Activation activation)
    {
        IsReplaying = activation.IsReplaying;
        BuildId = activation.IsReplaying ? activation.BuildId : details.Options.BuildId;
        UtcNow = activation.Timestamp;
        HistoryLength = activation.HistoryLength;
        HistorySizeBytes = activation.HistorySizeBytes;
        ContinueAsNewSuggested = activation.ContinueAsNewSuggested;
        ContinueAsNewReasons = activation.ContinueAsNewReasons is { Count: > 0 } reasons
            ? [.. reasons.Select(reason => (SuggestContinueAsNewReason)reason)]
            : [];
        commands.Clear();
        Inside(activation, static (self, activation) => self.Run((Activation)activation));
        Signals.WarnOfWaiting();
        EndlessWait.Look();
        return commands;
    }

    /// <summary>Answers a query; the code must not change anything.</summary>
    /// <param name="id">The id of the query; empty for one that came as a task of its own.</param>
    /// <param name="query">The query.</param>
    public WorkflowQueryResult Query(string id, WorkflowQuery query)
    {
        WorkflowQueryResult? result = null;
        commands.Clear();
        IsReplaying = true;
        using (ReadOnly("A query"))
        {
            Inside(query, (self, _) =>
            {
                self.Tasks.StartAction(() => result = self.Queries.Answer(id, query));
                self.Drain(checkConditions: false);
            });
        }

        return result!;
    }

    /// <summary>Makes code read-only until the returned value is disposed.</summary>
    /// <param name="who">The reader, for messages.</param>
    public ReadOnlyScope ReadOnly(string who) => reader = new(this, who);

    /// <summary>Runs the workflow or a handler: an exception ends the workflow or fails its task.</summary>
    public void StartTopLevel(Func<Task> function) => Tasks.Observe(Tasks.Start(async () =>
    {
        try
        {
            await function();
        }
        catch (Exception e)
        {
            if (Failures.ToCommand(e) is { } end)
            {
                if (end is not WorkflowCommand.FailWorkflow)
                {
                    ClosingWarnings.Write(this);
                }

                AddCommand(end);
            }
            else
            {
                Tasks.Fail(e);
            }
        }
    }));

    /// <exception cref="InvalidWorkflowOperationException">The code is read-only now.</exception>
    public void RequireWritable()
    {
        if (reader is null)
        {
            return;
        }

        throw reader.Refuse();
    }

    public void AddCommand(WorkflowCommand command)
    {
        RequireWritable();
        Volatile.Write(ref last, command);
        IsOver |= command.IsTerminal;
        commands.Add(command);
    }

    /// <summary>Whether the task queue is the workflow's own, so that its calls stay with the same build.</summary>
    public bool IsOwnQueue(string? taskQueue) => taskQueue is null || taskQueue == Info.TaskQueue;

    /// <summary>The run begins with these arguments.</summary>
    public void Initialize(Payloads? payloads) => input = payloads;

    /// <summary>A caller requested the cancellation of the workflow.</summary>
    /// <param name="reason">Why; empty if the caller does not say.</param>
    public void Cancel(string reason)
    {
        CancellationReason ??= reason;
        BetweenTasks(static self => self.cancellation.Cancel());
    }

    /// <summary>
    /// The reason with which a token cancels what it guards: the workflow's reason, for the workflow's own token.
    /// </summary>
    public string ReasonOf(CancellationToken token) =>
        token == cancellation.Token ? CancellationReason ?? string.Empty : string.Empty;

    /// <summary>
    /// Discards the run. None of its code runs again, not even clean-up code: the run may continue elsewhere.
    /// </summary>
    public void Dispose() => cancellation.Dispose();

    // Read by the first code that needs them, so that unreadable arguments fail the same thing as that code's errors.
    private object?[] Arguments => arguments ??=
        Definition.Parameters.Decode(PayloadConverter, input, "Workflow", Info.WorkflowType);

    private MetricMeter NewMeter() => new ReplaySafeMeter(details.Options.Metrics, this).WithTags(
    [
        new("namespace", Info.Namespace),
        new("task_queue", details.Options.TaskQueue ?? Info.TaskQueue),
        new("workflow_type", Info.WorkflowType),
    ]);

    private object CreateObject()
    {
        var created = Definition.CreateWorkflowInstance(Arguments);
        options = Definition.DynamicOptionsGetter?.Invoke(created);
        UnreadSignals.Restore(this, created, details.Job.Started.Header);
        return created;
    }

    private WorkflowInboundInterceptor Intercepted()
    {
        WorkflowInboundInterceptor chain = new WorkflowInbound(this);
        foreach (var interceptor in details.Options.Interceptors.Reverse())
        {
            chain = interceptor.InterceptWorkflow(chain)
                ?? throw new InvalidOperationException($"InterceptWorkflow of {interceptor.GetType()} returned null");
        }

        chain.Init(new WorkflowOutbound(this));
        return chain;
    }

    /// <summary>A time in which code is read-only.</summary>
    /// <param name="instance">The run.</param>
    /// <param name="who">The reader, for messages.</param>
    public sealed class ReadOnlyScope(WorkflowInstance instance, string who) : IDisposable
    {
        private InvalidWorkflowOperationException? refusal;

        /// <summary>Makes the error of code that changes the workflow.</summary>
        public InvalidWorkflowOperationException Refuse() =>
            refusal ??= new($"{who} must not change the workflow: it can only look");

        /// <summary>Throws again what refused code has caught.</summary>
        /// <exception cref="InvalidWorkflowOperationException">The code has tried it.</exception>
        public void ThrowIfRefused()
        {
            if (refusal is not null)
            {
                throw refusal;
            }
        }

        /// <inheritdoc/>
        public void Dispose() => instance.reader = null;
    }
}
