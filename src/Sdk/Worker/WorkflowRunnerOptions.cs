using Cairn.Activities;
using Cairn.Common;
using Cairn.Converters;
using Cairn.Runtime;
using Cairn.Worker.Interceptors;
using Cairn.Workflows;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Cairn.Worker;

/// <summary>What running workflow code needs, in a worker and in a replayer.</summary>
internal record WorkflowRunnerOptions
{
    /// <summary>The workflows.</summary>
    public required IReadOnlyCollection<WorkflowDefinition> Workflows { get; init; }

    /// <summary>The namespace.</summary>
    public required string Namespace { get; init; }

    /// <summary>The task queue; null means the one that history names.</summary>
    public string? TaskQueue { get; init; }

    /// <summary>The build id of the program, which workflow code sees where it is not replayed.</summary>
    public string BuildId { get; init; } = WorkerBuild.Id;

    /// <summary>Converts values to and from payloads.</summary>
    public DataConverter DataConverter { get; init; } = DataConverter.Default;

    /// <summary>The log of workflows.</summary>
    public ILoggerFactory LoggerFactory { get; init; } = NullLoggerFactory.Instance;

    /// <summary>The metrics of workflows.</summary>
    public MetricMeter Metrics { get; init; } = CairnRuntime.Default.MetricMeter;

    /// <summary>Exception types that fail any workflow instead of its task.</summary>
    public IReadOnlyCollection<Type> FailureExceptionTypes { get; init; } = [];

    /// <summary>The interceptors of the workflows, the outermost first.</summary>
    public IReadOnlyCollection<IWorkerInterceptor> Interceptors { get; init; } = [];

    /// <summary>
    /// The default options of the worker's activities, by type; null where no activities are known, as in a replayer.
    /// </summary>
    public Func<string, ActivityDefaults?>? ActivityDefaults { get; init; }

    /// <summary>Decides whether a run uses a patch; null means that it does.</summary>
    public Func<PatchActivationInput, bool>? PatchActivation { get; init; }

    /// <summary>Whether the .NET timers that workflow code starts fail its task at once.</summary>
    public bool NoticesTimers { get; init; } = true;

    /// <summary>What the stack trace query answers.</summary>
    public WorkflowStackTrace StackTrace { get; init; } = WorkflowStackTrace.Normal;

    /// <summary>The handlers for the steps of code; null means none.</summary>
    public WorkflowTaskEvents? TaskEvents { get; init; }
}
