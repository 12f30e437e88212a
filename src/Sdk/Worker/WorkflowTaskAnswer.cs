using Cairn.Api.WorkflowService.V1;

namespace Cairn.Worker;

/// <summary>The answer to a workflow task.</summary>
internal abstract record WorkflowTaskAnswer
{
    private WorkflowTaskAnswer()
    {
    }

    /// <summary>Commands, and the results of queries that came with the task.</summary>
    public sealed record Completed(RespondWorkflowTaskCompletedRequest Request) : WorkflowTaskAnswer
    {
        /// <summary>When the run was started; null if it is not known.</summary>
        public DateTimeOffset? StartTime { get; init; }
    }

    /// <summary>The code threw, or did not do what its history says: the task is tried again.</summary>
    public sealed record Failed(RespondWorkflowTaskFailedRequest Request) : WorkflowTaskAnswer;

    /// <summary>The result of a query that came as a task of its own.</summary>
    public sealed record QueryAnswered(RespondQueryTaskCompletedRequest Request) : WorkflowTaskAnswer;

    /// <summary>No answer: the task times out, which slows down a task that fails again and again.</summary>
    public sealed record None : WorkflowTaskAnswer;
}
