using Cairn.Api.Common.V1;
using Cairn.Api.Failure.V1;
using Cairn.Api.Query.V1;
using Cairn.Api.Sdk.V1;
using Cairn.Common;
using Cairn.Converters;
using Cairn.Exceptions;
using Cairn.Sdk.Replay;
using Cairn.Sdk.Replay.Activations;
using Cairn.Sdk.Replay.Commands;
using Microsoft.Extensions.Logging;

namespace Cairn.Workflows;

/// <summary>
/// One run's code with its state: takes activations, runs the code until it waits, and gives the commands it produced.
/// </summary>
internal sealed class WorkflowInstance : IDisposable
{
    private readonly WorkflowInstanceDetails details;
    private readonly WorkflowScheduler scheduler;
    private readonly TaskFactory tasks;
    private readonly CancellationTokenSource cancellation = new();
    private readonly List<WorkflowCommand> commands = [];
    private HashSet<string>? announcedPatches;
    private Dictionary<string, bool>? patches;
    private Dictionary<string, object>? logScope;
    private object?[] arguments = [];
    private object? instance;
    private WorkflowTimeProvider? timeProvider;
    private bool isModern;
    private bool isRunning;
    private bool isReadOnly;
    private Exception? taskFailure;

    public WorkflowInstance(WorkflowInstanceDetails details, DateTime firstTask)
    {
        this.details = details;
        Info = WorkflowInfos.Read(details, firstTask);
        Guard = new(escape => WorkflowLog.Escaped(Logger!, escape.Construct, Info.WorkflowId, Info.RunId));
        scheduler = new(this, Guard);
        tasks = new(default, TaskCreationOptions.None, TaskContinuationOptions.ExecuteSynchronously, scheduler);
        Random = new(details.Job.RandomSeed);
        Activities = new(this);
        Timers = new(this);
        Conditions = new(this);
        Signals = new(this);
        Queries = new(this);
        Failures = new(this, details.FailureExceptionTypes);
        Logger = details.Logger;
        CodeLogger = new ReplaySafeLogger(Logger, this);
    }

    public WorkflowGuard Guard { get; }

    public WorkflowDefinition Definition => details.Definition;

    public WorkflowInfo Info { get; }

    public IPayloadConverter PayloadConverter => details.DataConverter.PayloadConverter;

    public ActivityCalls Activities { get; }

    public TimerCalls Timers { get; }

    public Conditions Conditions { get; }

    public SignalHandlers Signals { get; }

    public QueryHandlers Queries { get; }

    public WorkflowFailures Failures { get; }

    public DeterministicRandom Random { get; }

    public ILogger Logger { get; }

    public ILogger CodeLogger { get; }

    public Dictionary<string, object> LogScope => logScope ??= new()
    {
        ["WorkflowId"] = Info.WorkflowId, ["RunId"] = Info.RunId, ["WorkflowType"] = Info.WorkflowType,
    };

    public string CurrentDetails { get; set; } = string.Empty;

    /// <summary>The object that the workflow's class makes; made by whichever code of it runs first.</summary>
    public object Object => instance ??= Definition.CreateWorkflowInstance(arguments);

    /// <summary>The token of calls that are given none.</summary>
    public CancellationToken DefaultToken => CancellationScope.Current ?? cancellation.Token;

    public bool IsCancelRequested => cancellation.IsCancellationRequested;

    public DateTime UtcNow { get; private set; }

    public TimeProvider TimeProvider => timeProvider ??= new(this);

    public bool IsReplaying { get; private set; }

    /// <summary>
    /// Whether code repeats what it did before; a query's answer is new, even if the rest is a replay.
    /// </summary>
    public bool IsReplayingHistoryEvents => IsReplaying && !isReadOnly;

    public int HistoryLength { get; private set; }

    public int HistorySizeBytes { get; private set; }

    public bool ContinueAsNewSuggested { get; private set; }

    /// <summary>Whether a command that ends the run has been produced.</summary>
    public bool IsOver { get; private set; }

    /// <summary>
    /// Whether nothing that the server knows of can wake the code: it may wait for what it should not.
    /// </summary>
    public bool WaitsForNothingKnown => !IsOver
        && Activities.Pending.Count == 0 && Timers.Pending.Count == 0 && !Conditions.Any;

    /// <summary>Runs the code until it waits.</summary>
    /// <returns>The commands it produced, valid until the next call.</returns>
    /// <exception cref="Exception">The code failed in a way that fails the workflow task.</exception>
    public IReadOnlyList<WorkflowCommand> Activate(Activation activation)
    {
        IsReplaying = activation.IsReplaying;
        UtcNow = activation.Timestamp;
        HistoryLength = activation.HistoryLength;
        HistorySizeBytes = activation.HistorySizeBytes;
        ContinueAsNewSuggested = activation.ContinueAsNewSuggested;
        commands.Clear();
        Inside(activation, static (self, activation) => self.Run((Activation)activation));
        return commands;
    }

    /// <summary>Answers a query; the code may change nothing.</summary>
    public WorkflowQueryResult Query(WorkflowQuery query)
    {
        WorkflowQueryResult? result = null;
        commands.Clear();
        (isReadOnly, IsReplaying) = (true, true);
        try
        {
            Inside(query, (self, _) =>
            {
                self.tasks.StartNew(() => result = self.Queries.Answer(query));
                self.Drain(checkConditions: false);
            });
        }
        finally
        {
            isReadOnly = false;
        }

        return result!;
    }

    /// <summary>Runs a function as a task of the workflow: one hop, and its result comes with no further one.</summary>
    public Task StartTask(Func<Task> function) => tasks.StartNew(function).Unwrap();

    /// <summary>Runs a function as a task of the workflow: one hop, and its result comes with no further one.</summary>
    public Task<T> StartTask<T>(Func<Task<T>> function) => tasks.StartNew(function).Unwrap();

    /// <summary>The same with a token that keeps the function from starting.</summary>
    public Task StartTask(Func<Task> function, CancellationToken token) =>
        tasks.StartNew(function, token, TaskCreationOptions.None, scheduler).Unwrap();

    /// <summary>The same with a token that keeps the function from starting.</summary>
    public Task<T> StartTask<T>(Func<Task<T>> function, CancellationToken token) =>
        tasks.StartNew(function, token, TaskCreationOptions.None, scheduler).Unwrap();

    /// <summary>Runs the workflow or a handler: what it throws ends the workflow or fails its task.</summary>
    public void StartTopLevel(Func<Task> function) => StartTask(async () =>
    {
        try
        {
            await function();
        }
        catch (Exception e)
        {
            if (Failures.ToCommand(e) is { } end)
            {
                AddCommand(end);
            }
            else
            {
                taskFailure ??= e;
            }
        }
    });

    /// <exception cref="InvalidWorkflowOperationException">This is a query.</exception>
    public void RequireWritable()
    {
        if (isReadOnly)
        {
            throw new InvalidWorkflowOperationException("A query must not change the workflow: it can only look");
        }
    }

    public void AddCommand(WorkflowCommand command)
    {
        RequireWritable();
        IsOver |= command.IsTerminal;
        commands.Add(command);
    }

    public bool Patched(string patchId, bool deprecated)
    {
        patches ??= [];
        if (patches.TryGetValue(patchId, out var known))
        {
            return known;
        }

        var applies = !IsReplaying || announcedPatches?.Contains(patchId) == true;
        if (isReadOnly)
        {
            return applies;
        }

        patches.Add(patchId, applies);
        if (applies || deprecated)
        {
            AddCommand(new WorkflowCommand.SetPatchMarker(patchId, deprecated));
        }

        return applies;
    }

    public Exception ToException(Failure failure) =>
        details.DataConverter.FailureConverter.ToException(failure, PayloadConverter);

    public Failure ToFailure(Exception exception) =>
        details.DataConverter.FailureConverter.ToFailure(exception, PayloadConverter);

    public UserMetadata? Summary(string? summary) =>
        summary is null ? null : new() { Summary = PayloadConverter.ToPayload(summary) };

    /// <summary>
    /// Forgets the run. None of its code runs again, not even what would clean up: it may run elsewhere.
    /// </summary>
    public void Dispose() => cancellation.Dispose();

    public SearchAttributes? StartedSearchAttributes => details.Job.Started.SearchAttributes;

    public Memo? StartedMemo => details.Job.Started.Memo;

    private void Inside(object argument, Action<WorkflowInstance, object> action)
    {
        if (Guard.Escape is { } earlier)
        {
            throw earlier.ToException();
        }

        var before = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(null);
        Guard.Enter();
        try
        {
            ExecutionContext.Run(Guard.Context, _ => action(this, argument), null);
        }
        finally
        {
            Guard.Exit();
            SynchronizationContext.SetSynchronizationContext(before);
        }

        if (Guard.Escape is { } escape)
        {
            throw escape.ToException();
        }
    }

    private void Run(Activation activation)
    {
        if (activation.Jobs[0] is ActivationJob.InitializeWorkflow)
        {
            isModern = details.Flags.UseLanguage(SdkFlags.ApplyModernEventLoopLogic, IsReplaying);
        }

        if (!isModern)
        {
            RunLegacy(activation);
            return;
        }

        foreach (var job in activation.Jobs)
        {
            Apply(job);
        }

        // Handlers of the first activation run before the workflow itself.
        StartWorkflow();
        Drain(checkConditions: true);
    }

    // Before flag 2, each job ran on its own, signals before the workflow itself.
    private void RunLegacy(Activation activation)
    {
        foreach (var job in activation.Jobs.OrderBy(LegacyOrdinal))
        {
            Apply(job);
            if (job is ActivationJob.InitializeWorkflow)
            {
                StartWorkflow();
            }

            Drain(checkConditions: job is not ActivationJob.NotifyHasPatch);
        }
    }

    private static int LegacyOrdinal(ActivationJob job) => job switch
    {
        ActivationJob.NotifyHasPatch or ActivationJob.UpdateRandomSeed => 0,
        ActivationJob.SignalWorkflow => 1,
        ActivationJob.InitializeWorkflow => 2,
        _ => 3,
    };

    private void Apply(ActivationJob job)
    {
        switch (job)
        {
            case ActivationJob.InitializeWorkflow initialize:
                arguments = Definition.Parameters.Decode(
                    PayloadConverter, initialize.Started.Input, "Workflow", Info.WorkflowType);
                break;
            case ActivationJob.NotifyHasPatch patch:
                (announcedPatches ??= []).Add(patch.PatchId);
                break;
            case ActivationJob.UpdateRandomSeed seed:
                Random.Reseed(seed.RandomSeed);
                break;
            case ActivationJob.SignalWorkflow signal:
                Signals.Apply(signal);
                break;
            case ActivationJob.FireTimer timer:
                Timers.Fire(timer.Seq);
                break;
            case ActivationJob.ResolveActivity activity:
                Activities.Resolve(activity.Seq, activity.Resolution);
                break;
            case ActivationJob.CancelWorkflow:
                BetweenTasks(static self => self.cancellation.Cancel());
                break;
            default:
                throw new ArgumentException($"Unknown job {job}", nameof(job));
        }
    }

    private void StartWorkflow()
    {
        if (isRunning)
        {
            return;
        }

        isRunning = true;
        StartTopLevel(async () =>
        {
            var task = Definition.RunAsync(Object, arguments);
            await task;
            var result = Definition.ResultOf?.Invoke(task);
            WarnOfUnfinishedHandlers();
            AddCommand(new WorkflowCommand.CompleteWorkflow(
                new() { Payloads_ = { PayloadConverter.ToPayload(result) } }));
        });
    }

    private void WarnOfUnfinishedHandlers()
    {
        var unfinished = Signals.Running.Where(s => s.UnfinishedPolicy == HandlerUnfinishedPolicy.WarnAndAbandon);
        if (!IsReplaying && unfinished.Any())
        {
            WorkflowLog.UnfinishedHandlers(
                Logger, Info.WorkflowId, string.Join(", ", unfinished.Select(s => s.Name ?? "(dynamic)")));
        }
    }

    // Conditions are asked only after tasks have run: nothing else can have changed what they look at.
    private void Drain(bool checkConditions)
    {
        while (scheduler.HasTasks)
        {
            scheduler.Drain();
            if (taskFailure is not null)
            {
                System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(taskFailure);
            }

            if (checkConditions)
            {
                BetweenTasks(static self => self.Conditions.Settle(firstOnly: self.isModern));
            }
        }
    }

    private void BetweenTasks(Action<WorkflowInstance> action)
    {
        WorkflowContext.SetBetweenTasks(this);
        try
        {
            action(this);
        }
        finally
        {
            WorkflowContext.SetBetweenTasks(null);
        }
    }
}
