using System.Collections.Concurrent;
using Cairn.Api.WorkflowService.V1;
using Cairn.Protocol;
using Google.Protobuf;

namespace Cairn.Tests.Twins.Kit;

/// <summary>Stands between a worker and the server, and keeps the workflow tasks and their answers.</summary>
/// <param name="service">The server.</param>
internal sealed class Recorder(IWorkflowService service) : IRpcInvoker<IWorkflowService>
{
    private readonly ConcurrentDictionary<ByteString, PollWorkflowTaskQueueResponse> given = new();
    private readonly ConcurrentQueue<RecordedTask> tasks = new();

    /// <summary>The tasks whose answers the server took.</summary>
    public IReadOnlyList<RecordedTask> Tasks => [.. tasks];

    /// <summary>
    /// What the answer to a task waits for, so that a race between two workers always ends in the same way.
    /// </summary>
    public Func<PollWorkflowTaskQueueResponse, Task> BeforeAnswer { get; set; } = _ => Task.CompletedTask;

    /// <summary>How many tasks of a workflow the worker has been given.</summary>
    public int Given(string workflowId) => given.Values.Count(task => task.WorkflowExecution.WorkflowId == workflowId);

    async Task<TResponse> IRpcInvoker<IWorkflowService>.InvokeAsync<TRequest, TResponse>(
        RpcMethod<IWorkflowService, TRequest, TResponse> method, TRequest request, RpcContext context)
    {
        var answer = (request as RespondWorkflowTaskCompletedRequest)?.Clone();
        if (answer is not null)
        {
            await BeforeAnswer(given[answer.TaskToken]);
        }

        var response = await method.InvokeAsync(service, request, context);
        if (answer is not null)
        {
            tasks.Enqueue(new(given[answer.TaskToken], answer));
        }

        var next = response switch
        {
            PollWorkflowTaskQueueResponse polled => polled,
            RespondWorkflowTaskCompletedResponse completed => completed.WorkflowTask,
            _ => null,
        };
        if (next is { TaskToken.IsEmpty: false })
        {
            given[next.TaskToken] = next.Clone();
        }

        return response;
    }
}
