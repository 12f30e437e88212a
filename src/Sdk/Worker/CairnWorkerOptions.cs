using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using Cairn.Activities;
using Cairn.Generated;
using Cairn.Worker.Interceptors;
using Cairn.Worker.Tuning;
using Cairn.Workflows;
using Microsoft.Extensions.Logging;

namespace Cairn.Worker;

/// <summary>The options of a worker.</summary>
public class CairnWorkerOptions : ICloneable
{
    private const int UsualPolls = 5;

    /// <summary>Creates options whose task queue is set later.</summary>
    public CairnWorkerOptions()
    {
    }

    /// <summary>Creates options with the required values.</summary>
    public CairnWorkerOptions(string taskQueue)
    {
        ArgumentNullException.ThrowIfNull(taskQueue);
        TaskQueue = taskQueue;
    }

    /// <summary>The task queue that it polls. Required.</summary>
    public string? TaskQueue { get; set; }

    /// <summary>The activities that it runs.</summary>
    public IList<ActivityDefinition> Activities { get; private set; } = [];

    /// <summary>The workflows that it runs.</summary>
    public IList<WorkflowDefinition> Workflows { get; private set; } = [];

    /// <summary>The worker's identity in histories; null means the identity of the client's connection.</summary>
    public string? Identity { get; set; }

    /// <summary>
    /// The id of the program's build, which histories record and <see cref="Workflow.CurrentBuildId"/> returns. It does
    /// not decide which tasks the worker gets. Null, the default, means the id that the compiler gave the program.
    /// </summary>
    public string? BuildId { get; set; }

    /// <summary>
    /// Decides how many tasks of each kind run at a time; null, the default, means what the numbers below say. With a
    /// tuner they must be null.
    /// </summary>
    public WorkerTuner? Tuner { get; set; }

    /// <summary>How many activities run at a time; null means 100.</summary>
    public int? MaxConcurrentActivities { get; set; }

    /// <summary>
    /// How many workflow tasks run at a time; null means 100. With 1 no run is cached: a cache needs the polls of two
    /// queues.
    /// </summary>
    public int? MaxConcurrentWorkflowTasks { get; set; }

    /// <summary>How many local activities run at a time; null means 100.</summary>
    public int? MaxConcurrentLocalActivities { get; set; }

    /// <summary>
    /// How many activities the worker starts in a second at most; below 1 means one in more than a second. Null, the
    /// default, means without limit. Local activities do not count.
    /// </summary>
    public double? MaxActivitiesPerSecond { get; set; }

    /// <summary>
    /// How many activities the server gives out in a second at most, to all workers of the task queue together: the
    /// last worker that polled with a limit sets it. Null, the default, leaves it as it is. With a limit, no activity
    /// starts without the task queue.
    /// </summary>
    public double? MaxTaskQueueActivitiesPerSecond { get; set; }

    /// <summary>
    /// True lets the worker run its activities as local ones alone: it does not poll for activities. Default false.
    /// </summary>
    public bool LocalActivityWorkerOnly { get; set; }

    /// <summary>
    /// Starts the code of activities. The factory's scheduler must run what it is given, or the attempts end by their
    /// timeouts. Default <see cref="Task.Factory"/>, which means the thread pool.
    /// </summary>
    public TaskFactory ActivityTaskFactory { get; set; } = Task.Factory;

    /// <summary>How many runs are cached between their tasks. Default 10,000; 0 caches none.</summary>
    public int MaxCachedWorkflows { get; set; } = 10000;

    /// <summary>How long the server keeps a task for the worker that has cached the run. Default 10 s.</summary>
    public TimeSpan StickyQueueScheduleToStartTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// The number of concurrent polls for workflow tasks. Unless it is set, the number begins with 5 and follows the
    /// load.
    /// </summary>
    public int MaxConcurrentWorkflowTaskPolls
    {
        get => WorkflowTaskPolls ?? UsualPolls;
        set => WorkflowTaskPolls = value;
    }

    /// <summary>
    /// The number of concurrent polls for activities. Unless it is set, the number begins with 5 and follows the load.
    /// </summary>
    public int MaxConcurrentActivityTaskPolls
    {
        get => ActivityTaskPolls ?? UsualPolls;
        set => ActivityTaskPolls = value;
    }

    /// <summary>
    /// The number of concurrent polls for workflow tasks; overrides <see cref="MaxConcurrentWorkflowTaskPolls"/>. Null,
    /// the default, means that number if it is set, and otherwise a number that follows the load.
    /// </summary>
    public PollerBehavior? WorkflowTaskPollerBehavior { get; set; }

    /// <summary>
    /// The number of concurrent polls for activities; overrides <see cref="MaxConcurrentActivityTaskPolls"/>. Null, the
    /// default, means that number if it is set, and otherwise a number that follows the load.
    /// </summary>
    public PollerBehavior? ActivityTaskPollerBehavior { get; set; }

    /// <summary>The fraction of workflow polls for runs that are not cached; at least one poll. Default 0.2.</summary>
    public float NonStickyToStickyPollRatio { get; set; } = 0.2F;

    /// <summary>The longest throttle interval of heartbeats. Default 60 s.</summary>
    public TimeSpan MaxHeartbeatThrottleInterval { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>The throttle interval for activities without a heartbeat timeout. Default 30 s.</summary>
    public TimeSpan DefaultHeartbeatThrottleInterval { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// How long activities continue after the worker begins to stop, before they are cancelled. Default 0.
    /// </summary>
    public TimeSpan GracefulShutdownTimeout { get; set; } = TimeSpan.Zero;

    /// <summary>
    /// True sends values even if they are larger than the server takes, for instance because a proxy stores them
    /// elsewhere. Default false: a workflow task or an attempt of an activity that would send one fails, with its name.
    /// </summary>
    public bool DisablePayloadErrorLimit { get; set; }

    /// <summary>True sends every activity through the task queue, even if this worker could start it at once.</summary>
    public bool DisableEagerActivityExecution { get; set; }

    /// <summary>
    /// How many activities of one workflow task may start in this worker without the queue. Default 3.
    /// </summary>
    public int MaxEagerActivityReservationsPerWorkflowTask { get; set; } = 3;

    /// <summary>Exception types that fail a workflow instead of its task, besides failures; null means none.</summary>
    public IReadOnlyCollection<Type>? WorkflowFailureExceptionTypes { get; set; }

    /// <summary>True lets workflow code block, for a debugger. Default: whether one is attached now.</summary>
    public bool DebugMode { get; set; } = Debugger.IsAttached;

    /// <summary>
    /// True does not notice the .NET timers that workflow code starts, for code that measures or traces and cannot be
    /// put into <see cref="Workflow.Unsafe.WithTracingEventListenerDisabled(Action)"/>. Workflow code that continues on
    /// such a timer's thread fails its task all the same, but only when the timer has fired. Default false.
    /// </summary>
    public bool DisableWorkflowTracingEventListener { get; set; }

    /// <summary>
    /// What the query <c>__stack_trace</c> answers. Default: what the workflow waits for, with files and lines.
    /// </summary>
    public WorkflowStackTrace WorkflowStackTrace { get; set; } = WorkflowStackTrace.Normal;

    /// <summary>
    /// Decides whether a run that comes to a new patch uses its code; null, the default, means that it does. It is
    /// asked once for each patch of a run, not in a replay, and not for <see cref="Workflow.DeprecatePatch"/>. With it
    /// the workers of a task queue can be replaced before the first run takes the new code. An exception fails the
    /// workflow task.
    /// </summary>
    public Func<PatchActivationInput, bool>? PatchActivationCallback { get; set; }

    /// <summary>
    /// Raised when workflow code begins to run for a step of its history, in replays too. Handlers run on the thread of
    /// the workflow; an exception fails the workflow task.
    /// </summary>
    public event EventHandler<WorkflowTaskStartingEventArgs>? WorkflowTaskStarting;

    /// <summary>
    /// Raised when the code of such a step waits, ends or fails. Handlers run on the thread of the workflow; an
    /// exception fails the workflow task.
    /// </summary>
    public event EventHandler<WorkflowTaskCompletedEventArgs>? WorkflowTaskCompleted;

    /// <summary>
    /// The services of steps; each attempt gets a scope of its own. Null, the default, means none. A worker of a host
    /// has those of its host.
    /// </summary>
    public IServiceProvider? Services { get; set; }

    /// <summary>The interceptor around all others; null, the default, means none.</summary>
    internal IWorkerInterceptor? Outermost { get; set; }

    /// <summary>The log of worker, workflows and activities; null means the client's.</summary>
    public ILoggerFactory? LoggerFactory { get; set; }

    /// <summary>The number of polls for workflow tasks that was set; null if none was.</summary>
    internal int? WorkflowTaskPolls { get; private set; }

    /// <summary>The number of polls for activities that was set; null if none was.</summary>
    internal int? ActivityTaskPolls { get; private set; }

    /// <summary>The handlers of the events; null if there are none.</summary>
    internal WorkflowTaskEvents? TaskEvents =>
        WorkflowTaskEvents.Of(this, WorkflowTaskStarting, WorkflowTaskCompleted);

    /// <summary>Adds an activity by a delegate whose method has the activity attribute.</summary>
    [RequiresUnreferencedCode(MemberReflection.Needed)]
    [RequiresDynamicCode(MemberReflection.Needed)]
    public CairnWorkerOptions AddActivity(Delegate del) => AddActivity(ActivityDefinition.Create(del));

    /// <summary>Adds an activity.</summary>
    public CairnWorkerOptions AddActivity(ActivityDefinition definition)
    {
        ArgumentNullException.ThrowIfNull(definition);
        Activities.Add(definition);
        return this;
    }

    /// <summary>
    /// Adds an activity whose attempts are run together: those that wait in this worker become a batch, which one call
    /// gets. To workflows it is an ordinary activity with one argument. Each item completes, fails, is cancelled, sends
    /// heartbeats and is tried again by itself.
    /// </summary>
    /// <typeparam name="TInput">The type of the argument.</typeparam>
    /// <typeparam name="TResult">The type of the result.</typeparam>
    /// <param name="name">The activity's type.</param>
    /// <param name="batch">
    /// Runs a batch, in a context of none of its items. It ends each item; what it throws fails those that it has not
    /// ended.
    /// </param>
    /// <param name="options">The limits of a batch; null means the defaults.</param>
    /// <exception cref="ArgumentOutOfRangeException">A limit is out of its range.</exception>
    public CairnWorkerOptions AddBatchActivity<TInput, TResult>(
        string name, Func<IReadOnlyList<BatchItem<TInput, TResult>>, Task> batch, BatchOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(batch);
        var limits = (BatchOptions)(options ?? new()).Clone();
        limits.Check();
        return AddActivity(new BatchActivity<TInput, TResult>(name, batch, limits).ToDefinition());
    }

    /// <summary>Adds all methods of a type that have the activity attribute.</summary>
    /// <param name="instance">The instance on which they run; may be null if all are static.</param>
    public CairnWorkerOptions AddAllActivities<T>(T? instance) => AddAllActivities(typeof(T), instance);

    /// <summary>Adds all methods of a type that have the activity attribute.</summary>
    /// <param name="type">The type.</param>
    /// <param name="instance">The instance on which they run; may be null if all are static.</param>
    public CairnWorkerOptions AddAllActivities(Type type, object? instance)
    {
        foreach (var definition in ActivityDefinition.CreateAll(type, instance))
        {
            Activities.Add(definition);
        }

        return this;
    }

    /// <summary>
    /// The interceptors of workflows and activities, the outermost first; null means none. Interceptors of the
    /// client that are worker interceptors too come before these.
    /// </summary>
    public IReadOnlyCollection<IWorkerInterceptor>? Interceptors { get; set; }

    /// <summary>
    /// The plugins of the worker, the outermost first; null means none. Plugins of the client that are worker plugins
    /// too come before these.
    /// </summary>
    public IReadOnlyCollection<ICairnWorkerPlugin>? Plugins { get; set; }

    /// <summary>Adds a workflow.</summary>
    public CairnWorkerOptions AddWorkflow<T>() => AddWorkflow(typeof(T));

    /// <summary>Adds a workflow.</summary>
    public CairnWorkerOptions AddWorkflow(Type type)
    {
        ArgumentNullException.ThrowIfNull(type);
        return AddWorkflow(WorkflowDefinition.Create(type));
    }

    /// <summary>Adds a workflow.</summary>
    public CairnWorkerOptions AddWorkflow(WorkflowDefinition definition)
    {
        ArgumentNullException.ThrowIfNull(definition);
        Workflows.Add(definition);
        return this;
    }

    /// <inheritdoc/>
    public virtual object Clone()
    {
        var copy = (CairnWorkerOptions)MemberwiseClone();
        copy.Activities = [.. Activities];
        copy.Workflows = [.. Workflows];
        return copy;
    }
}
