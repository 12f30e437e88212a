using Cairn.Api.WorkflowService.V1;

namespace Cairn.Tests.Twins.Kit;

/// <summary>A workflow task as the worker got it, and the answer that the server took.</summary>
/// <param name="Task">The task.</param>
/// <param name="Answer">The answer.</param>
public sealed record RecordedTask(PollWorkflowTaskQueueResponse Task, RespondWorkflowTaskCompletedRequest Answer);
