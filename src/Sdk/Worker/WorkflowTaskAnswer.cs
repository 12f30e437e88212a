using Cairn.Api.WorkflowService.V1;

namespace Cairn.Worker;

/// <summary>What a workflow task is answered with.</summary>
internal abstract record WorkflowTaskAnswer
{
    private WorkflowTaskAnswer()
    {
    }

    /// <summary>Commands, and answers to queries that came with the task.</summary>
    public sealed record Completed(RespondWorkflowTaskCompletedRequest Request) : WorkflowTaskAnswer;

    /// <summary>The code threw, or did something else than its history says: the task is tried again.</summary>
    public sealed record Failed(RespondWorkflowTaskFailedRequest Request) : WorkflowTaskAnswer;

    /// <summary>The answer to a query that was handed out as a task of its own.</summary>
    public sealed record QueryAnswered(RespondQueryTaskCompletedRequest Request) : WorkflowTaskAnswer;

    /// <summary>Nothing: the task times out, which slows a task down that fails again and again.</summary>
    public sealed record None : WorkflowTaskAnswer;
}
