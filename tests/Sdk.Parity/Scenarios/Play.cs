using System.Linq.Expressions;
using System.Text.Json.Nodes;

namespace Cairn.Tests.Sdk.Parity.Scenarios;

/// <summary>One play of a scenario: the client, and what it notes.</summary>
internal sealed class Play(ISdkClient client, string scenario, string taskQueue)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(15);

    /// <summary>Starts workflows and finds them again.</summary>
    public ISdkClient Client => client;

    /// <summary>What the client saw, in order.</summary>
    public List<string> Facts { get; } = [];

    /// <summary>The runs whose histories are compared.</summary>
    public List<(string WorkflowId, string? RunId)> Recorded { get; } = [];

    /// <summary>An id of the scenario.</summary>
    public string Id(string? suffix = null) => suffix is null ? scenario : $"{scenario}-{suffix}";

    /// <summary>The options of a start.</summary>
    public WorkflowOptions Options(string? suffix = null) => new(Id(suffix), taskQueue);

    /// <summary>Starts a workflow and records its first run.</summary>
    public async Task<WorkflowHandle<TWorkflow, TResult>> StartAsync<TWorkflow, TResult>(
        Expression<Func<TWorkflow, Task<TResult>>> call, WorkflowOptions? options = null)
    {
        var handle = await client.StartWorkflowAsync(call, options ?? Options());
        Record(handle.Id, handle.FirstExecutionRunId);
        return handle;
    }

    /// <summary>Starts a workflow and records its first run.</summary>
    public async Task<WorkflowHandle<TWorkflow>> StartAsync<TWorkflow>(
        Expression<Func<TWorkflow, Task>> call, WorkflowOptions? options = null)
    {
        var handle = await client.StartWorkflowAsync(call, options ?? Options());
        Record(handle.Id, handle.FirstExecutionRunId);
        return handle;
    }

    /// <summary>Starts a workflow by name and records its first run.</summary>
    public async Task<WorkflowHandle> StartAsync(string workflow, params object?[] args)
    {
        var handle = await client.StartWorkflowAsync(workflow, args, Options());
        Record(handle.Id, handle.FirstExecutionRunId);
        return handle;
    }

    /// <summary>Starts a workflow and notes how it ends.</summary>
    public async Task RunAsync<TWorkflow>(Expression<Func<TWorkflow, Task>> call, WorkflowOptions? options = null) =>
        await EndAsync(await StartAsync(call, options));

    /// <summary>Starts a workflow and notes how it ends.</summary>
    public async Task RunAsync<TWorkflow, TResult>(
        Expression<Func<TWorkflow, Task<TResult>>> call, WorkflowOptions? options = null) =>
        await EndAsync(await StartAsync(call, options));

    /// <summary>The history of this run is compared; without a run id, that of the latest.</summary>
    public void Record(string workflowId, string? runId = null) => Recorded.Add((workflowId, runId));

    /// <summary>Notes how a workflow ended.</summary>
    public Task EndAsync(WorkflowHandle handle) =>
        NoteAsync(handle.Id, () => handle.GetResultAsync<JsonNode?>());

    /// <summary>Notes what a call returned or threw.</summary>
    public async Task NoteAsync<T>(string what, Func<Task<T>> call)
    {
        try
        {
            Facts.Add($"{what}: {Exceptions.Json(await call())}");
        }
        catch (SdkException e)
        {
            Facts.Add($"{what}: {Exceptions.Describe(e)}");
        }
    }

    /// <summary>Notes whether a call returned or what it threw.</summary>
    public Task NoteAsync(string what, Func<Task> call) => NoteAsync(what, async () =>
    {
        await call();
        return "returned";
    });

    /// <summary>Waits until workers have done a number of tasks of a workflow, and there is none to do.</summary>
    public static Task IdleAsync(WorkflowHandle handle, int tasks = 1) => UntilAsync(async () =>
    {
        var events = (await handle.FetchHistoryAsync()).Events.Select(e => e.EventType).ToList();
        return events.Count(type => type == EventType.WorkflowTaskCompleted) >= tasks
            && events.Last(IsOfTask) == EventType.WorkflowTaskCompleted;
    });

    /// <summary>Waits until the history of a workflow holds an event of a type.</summary>
    public static Task ReachedAsync(WorkflowHandle handle, EventType type) => UntilAsync(async () =>
        (await handle.FetchHistoryAsync()).Events.Any(e => e.EventType == type));

    /// <summary>Waits until workers have begun a number of activities that have not ended.</summary>
    public Task ActivitiesBegunAsync(WorkflowHandle handle, int count = 1) => UntilAsync(async () =>
        (await client.WorkflowService.DescribeWorkflowExecutionAsync(new()
        {
            Namespace = client.Options.Namespace,
            Execution = new() { WorkflowId = handle.Id },
        })).PendingActivities.Count(activity => activity.State == PendingActivityState.Started) == count);

    private static bool IsOfTask(EventType type) => type is EventType.WorkflowTaskScheduled
        or EventType.WorkflowTaskStarted or EventType.WorkflowTaskCompleted;

    private static async Task UntilAsync(Func<Task<bool>> condition)
    {
        while (!await condition())
        {
            await Task.Delay(Pause);
        }
    }
}
