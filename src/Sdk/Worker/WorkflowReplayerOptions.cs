using Cairn.Converters;
using Cairn.Runtime;
using Cairn.Worker.Interceptors;
using Cairn.Workflows;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Cairn.Worker;

/// <summary>The options of a replayer.</summary>
public class WorkflowReplayerOptions : ICloneable
{
    /// <summary>The workflows of the histories. At least one is required.</summary>
    public IList<WorkflowDefinition> Workflows { get; private set; } = [];

    /// <summary>The namespace that workflows see.</summary>
    public string Namespace { get; set; } = "ReplayNamespace";

    /// <summary>The task queue that the metrics of workflows name. Default <c>ReplayTaskQueue</c>.</summary>
    public string TaskQueue { get; set; } = "ReplayTaskQueue";

    /// <summary>
    /// The build id that workflow code sees in a task that history has not completed; null, the default, means that of
    /// this program.
    /// </summary>
    public string? BuildId { get; set; }

    /// <summary>Converts values to and from payloads.</summary>
    public DataConverter DataConverter { get; set; } = DataConverter.Default;

    /// <summary>True lets workflow code block, for a debugger. A debugger that is attached does so anyway.</summary>
    public bool DebugMode { get; set; }

    /// <inheritdoc cref="CairnWorkerOptions.DisableWorkflowTracingEventListener"/>
    public bool DisableWorkflowTracingEventListener { get; set; }

    /// <summary>The log of the SDK; workflows do not log in a replay.</summary>
    public ILoggerFactory LoggerFactory { get; set; } = NullLoggerFactory.Instance;

    /// <summary>Exception types that fail a workflow instead of its task, besides failures; null means none.</summary>
    public IReadOnlyCollection<Type>? WorkflowFailureExceptionTypes { get; set; }

    /// <summary>The interceptors of the workflows and activities, the outermost first; null means none.</summary>
    public IReadOnlyCollection<IWorkerInterceptor>? Interceptors { get; set; }

    /// <summary>The plugins of the replayer, the outermost first; null means none.</summary>
    public IReadOnlyCollection<ICairnWorkerPlugin>? Plugins { get; set; }

    /// <summary>Where the metrics of workflows go; null, the default, means the default runtime.</summary>
    public CairnRuntime? Runtime { get; set; }

    /// <inheritdoc cref="CairnWorkerOptions.WorkflowTaskStarting"/>
    public event EventHandler<WorkflowTaskStartingEventArgs>? WorkflowTaskStarting;

    /// <inheritdoc cref="CairnWorkerOptions.WorkflowTaskCompleted"/>
    public event EventHandler<WorkflowTaskCompletedEventArgs>? WorkflowTaskCompleted;

    /// <summary>The handlers of the events; null if there are none.</summary>
    internal WorkflowTaskEvents? TaskEvents =>
        WorkflowTaskEvents.Of(this, WorkflowTaskStarting, WorkflowTaskCompleted);

    /// <summary>Adds a workflow.</summary>
    public WorkflowReplayerOptions AddWorkflow<T>() => AddWorkflow(typeof(T));

    /// <summary>Adds a workflow.</summary>
    public WorkflowReplayerOptions AddWorkflow(Type type)
    {
        ArgumentNullException.ThrowIfNull(type);
        return AddWorkflow(WorkflowDefinition.Create(type));
    }

    /// <summary>Adds a workflow.</summary>
    public WorkflowReplayerOptions AddWorkflow(WorkflowDefinition definition)
    {
        ArgumentNullException.ThrowIfNull(definition);
        Workflows.Add(definition);
        return this;
    }

    /// <inheritdoc/>
    public virtual object Clone()
    {
        var copy = (WorkflowReplayerOptions)MemberwiseClone();
        copy.Workflows = [.. Workflows];
        return copy;
    }
}
