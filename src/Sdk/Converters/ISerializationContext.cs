using Cairn.Activities;

namespace Cairn.Converters;

/// <summary>
/// The owner of the values that a converter or a codec is asked for: an <see cref="Activity"/> or a
/// <see cref="Workflow"/>.
/// </summary>
public interface ISerializationContext
{
    /// <summary>A context that names a workflow.</summary>
    interface IHasWorkflow : ISerializationContext
    {
        /// <summary>The namespace.</summary>
        string Namespace { get; }

        /// <summary>
        /// The workflow id; null if there is none. For the action of a schedule it is the id without the time that the
        /// server appends.
        /// </summary>
        string? WorkflowId { get; }
    }

    /// <summary>
    /// The context of an activity: its arguments, heartbeats, result and failure. It is the same in the workflow that
    /// calls the activity and in the worker that runs it.
    /// </summary>
    /// <param name="Namespace">The namespace.</param>
    /// <param name="ActivityId">The activity id within the workflow run; null if it is not known.</param>
    /// <param name="WorkflowId">The workflow that called it; null if there is none.</param>
    /// <param name="WorkflowType">The type of that workflow; null if there is none.</param>
    /// <param name="ActivityType">The activity's type; null if it is not known.</param>
    /// <param name="ActivityTaskQueue">The activity's task queue; null if it is not known.</param>
    /// <param name="IsLocal">Whether the worker runs it within a workflow task.</param>
    sealed record Activity(
        string Namespace,
        string? ActivityId,
        string? WorkflowId,
        string? WorkflowType,
        string? ActivityType,
        string? ActivityTaskQueue,
        bool IsLocal) : IHasWorkflow
    {
        /// <summary>Creates the context of a running activity.</summary>
        /// <param name="info">The facts of the attempt.</param>
        public Activity(ActivityInfo info)
            : this(
                (info ?? throw new ArgumentNullException(nameof(info))).Namespace,
                info.ActivityId,
                info.WorkflowId,
                info.WorkflowType,
                info.ActivityType,
                info.TaskQueue,
                info.IsLocal)
        {
        }
    }

    /// <summary>
    /// The context of a workflow: its arguments, memo, signals, queries, updates, result and failure, for clients, for
    /// its worker, and for workflows that start or signal it.
    /// </summary>
    /// <param name="Namespace">The namespace.</param>
    /// <param name="WorkflowId">The workflow id.</param>
    sealed record Workflow(string Namespace, string WorkflowId) : IHasWorkflow;
}
