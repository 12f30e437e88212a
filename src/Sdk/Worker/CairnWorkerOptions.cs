using System.Diagnostics;
using Cairn.Activities;
using Cairn.Worker.Interceptors;
using Cairn.Worker.Tuning;
using Cairn.Workflows;
using Microsoft.Extensions.Logging;

namespace Cairn.Worker;

/// <summary>What a worker runs, and how much of it at once.</summary>
public class CairnWorkerOptions : ICloneable
{
    /// <summary>Creates options whose task queue is set later.</summary>
    public CairnWorkerOptions()
    {
    }

    /// <summary>Creates options with what is required.</summary>
    public CairnWorkerOptions(string taskQueue)
    {
        ArgumentNullException.ThrowIfNull(taskQueue);
        TaskQueue = taskQueue;
    }

    /// <summary>The task queue that it takes tasks from. Required.</summary>
    public string? TaskQueue { get; set; }

    /// <summary>The activities that it runs.</summary>
    public IList<ActivityDefinition> Activities { get; private set; } = [];

    /// <summary>The workflows that it runs.</summary>
    public IList<WorkflowDefinition> Workflows { get; private set; } = [];

    /// <summary>Who it is, as histories show it; null means the identity of the client's connection.</summary>
    public string? Identity { get; set; }

    /// <summary>How many activities run at once; null means 100.</summary>
    public int? MaxConcurrentActivities { get; set; }

    /// <summary>How many workflow tasks run at once; null means 100.</summary>
    public int? MaxConcurrentWorkflowTasks { get; set; }

    /// <summary>How many local activities run at once; null means 100.</summary>
    public int? MaxConcurrentLocalActivities { get; set; }

    /// <summary>How many runs stay in memory between their tasks. Default 10,000; 0 keeps none.</summary>
    public int MaxCachedWorkflows { get; set; } = 10000;

    /// <summary>How long the server keeps a task for the worker that has the run in memory. Default 10 s.</summary>
    public TimeSpan StickyQueueScheduleToStartTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// How many polls for workflow tasks wait at once; null, the default, means as
    /// <see cref="WorkflowTaskPollerBehavior"/> says.
    /// </summary>
    public int? MaxConcurrentWorkflowTaskPolls { get; set; }

    /// <summary>
    /// How many polls for activities wait at once; null, the default, means as
    /// <see cref="ActivityTaskPollerBehavior"/> says.
    /// </summary>
    public int? MaxConcurrentActivityTaskPolls { get; set; }

    /// <summary>
    /// How many polls for workflow tasks wait; counts before <see cref="MaxConcurrentWorkflowTaskPolls"/>. Null, the
    /// default, means that number if it is set, and else as many as the load asks for.
    /// </summary>
    public PollerBehavior? WorkflowTaskPollerBehavior { get; set; }

    /// <summary>
    /// How many polls for activities wait; counts before <see cref="MaxConcurrentActivityTaskPolls"/>. Null, the
    /// default, means that number if it is set, and else as many as the load asks for.
    /// </summary>
    public PollerBehavior? ActivityTaskPollerBehavior { get; set; }

    /// <summary>The part of the workflow polls that look for runs not in memory; at least one. Default 0.2.</summary>
    public float NonStickyToStickyPollRatio { get; set; } = 0.2F;

    /// <summary>The longest pause between heartbeats that are sent. Default 60 s.</summary>
    public TimeSpan MaxHeartbeatThrottleInterval { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>That pause for activities without a heartbeat timeout. Default 30 s.</summary>
    public TimeSpan DefaultHeartbeatThrottleInterval { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long activities go on once the worker is to stop, before they are cancelled. Default 0.</summary>
    public TimeSpan GracefulShutdownTimeout { get; set; } = TimeSpan.Zero;

    /// <summary>True sends every activity through the task queue, even if this worker could start it at once.</summary>
    public bool DisableEagerActivityExecution { get; set; }

    /// <summary>How many activities of one workflow task may start here at once, past the queue. Default 3.</summary>
    public int MaxEagerActivityReservationsPerWorkflowTask { get; set; } = 3;

    /// <summary>Exceptions that fail a workflow instead of its task, besides failures; null means none.</summary>
    public IReadOnlyCollection<Type>? WorkflowFailureExceptionTypes { get; set; }

    /// <summary>True lets workflow code block, for a debugger. Default: whether one is attached now.</summary>
    public bool DebugMode { get; set; } = Debugger.IsAttached;

    /// <summary>Where worker, workflows and activities log; null means where the client logs.</summary>
    public ILoggerFactory? LoggerFactory { get; set; }

    /// <summary>Adds an activity by a delegate whose method has the activity attribute.</summary>
    public CairnWorkerOptions AddActivity(Delegate del) => AddActivity(ActivityDefinition.Create(del));

    /// <summary>Adds an activity.</summary>
    public CairnWorkerOptions AddActivity(ActivityDefinition definition)
    {
        ArgumentNullException.ThrowIfNull(definition);
        Activities.Add(definition);
        return this;
    }

    /// <summary>Adds all methods of a type that have the activity attribute.</summary>
    /// <param name="instance">On which they run; may be null if all are static.</param>
    public CairnWorkerOptions AddAllActivities<T>(T? instance) => AddAllActivities(typeof(T), instance);

    /// <summary>Adds all methods of a type that have the activity attribute.</summary>
    /// <param name="type">The type.</param>
    /// <param name="instance">On which they run; may be null if all are static.</param>
    public CairnWorkerOptions AddAllActivities(Type type, object? instance)
    {
        foreach (var definition in ActivityDefinition.CreateAll(type, instance))
        {
            Activities.Add(definition);
        }

        return this;
    }

    /// <summary>
    /// What stands between the worker and what it runs, the outermost first; null means nothing. Interceptors of the
    /// client that are worker interceptors too come before these.
    /// </summary>
    public IReadOnlyCollection<IWorkerInterceptor>? Interceptors { get; set; }

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
