using System.Linq.Expressions;
using System.Text.Json.Nodes;
using Cairn.Api.Enums.V1;
using Cairn.Client;
using Cairn.Common;
using Cairn.Embedded;

namespace Cairn.Tests.Twins.Kit;

/// <summary>One play of a scenario: an engine on a database file of its own, a client, and what is noted.</summary>
internal sealed class Play : IAsyncDisposable
{
    private const string TaskQueue = "twins-queue";

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    private readonly List<(string WorkflowId, string? RunId)> recorded = [];
    private readonly string folder;
    private readonly CairnEngine engine;
    private readonly string scenario;

    private Play(string scenario, string folder, CairnEngine engine)
    {
        (this.scenario, this.folder, this.engine) = (scenario, folder, engine);
        Recorder = new(engine.WorkflowService);
    }

    /// <summary>Starts workflows and finds them again.</summary>
    public ICairnClient Client => engine.Client;

    /// <summary>What stands between the worker and the engine.</summary>
    public Recorder Recorder { get; }

    /// <summary>What the scenario notes.</summary>
    public JsonObject Facts { get; } = [];

    /// <summary>Starts an engine.</summary>
    public static async Task<Play> BeginAsync(string scenario)
    {
        var folder = Directory.CreateTempSubdirectory("cairn-twins-").FullName;
        var options = new CairnEngineOptions { DatabasePath = Path.Combine(folder, "cairn.db") };
        return new(scenario, folder, await CairnEngine.StartAsync(options));
    }

    /// <summary>An id of the scenario.</summary>
    public string Id(string? suffix = null) => suffix is null ? scenario : $"{scenario}-{suffix}";

    /// <summary>The options of a start.</summary>
    public WorkflowOptions Options(string? suffix = null) => new(Id(suffix), TaskQueue);

    /// <summary>Starts a workflow and records its first run.</summary>
    public async Task<WorkflowHandle<TWorkflow, TResult>> StartAsync<TWorkflow, TResult>(
        Expression<Func<TWorkflow, Task<TResult>>> call, WorkflowOptions? options = null)
    {
        var handle = await Client.StartWorkflowAsync(call, options ?? Options());
        Record(handle.Id, handle.FirstExecutionRunId);
        return handle;
    }

    /// <summary>Starts a workflow and records its first run.</summary>
    public async Task<WorkflowHandle<TWorkflow>> StartAsync<TWorkflow>(
        Expression<Func<TWorkflow, Task>> call, WorkflowOptions? options = null)
    {
        var handle = await Client.StartWorkflowAsync(call, options ?? Options());
        Record(handle.Id, handle.FirstExecutionRunId);
        return handle;
    }

    /// <summary>The history of this run will be compared; without a run id, that of the latest.</summary>
    public void Record(string workflowId, string? runId = null) => recorded.Add((workflowId, runId));

    /// <summary>Notes how a workflow ended.</summary>
    public async Task EndAsync(WorkflowHandle handle, string fact = "outcome") =>
        Facts[fact] = await Outcome.OfAsync(handle);

    /// <summary>Waits until the history holds an event of a type, a number of times.</summary>
    public Task ReachedAsync(WorkflowHandle handle, EventType type, int times = 1) => UntilAsync(async () =>
        (await handle.FetchHistoryAsync()).Events.Count(e => e.EventType == type) >= times);

    /// <summary>Waits until something is true.</summary>
    public static async Task UntilAsync(Func<Task<bool>> condition)
    {
        while (!await condition())
        {
            await Task.Delay(Pause);
        }
    }

    /// <summary>Starts the worker; dispose it to stop it.</summary>
    public RunningWorker StartWorker() => new(Workers.On(Recorder, TaskQueue));

    /// <summary>What the play left behind.</summary>
    public async Task<Recording> RecordingAsync()
    {
        var histories = new List<WorkflowHistory>();
        foreach (var (workflowId, runId) in recorded)
        {
            histories.Add(await Client.GetWorkflowHandle(workflowId, runId).FetchHistoryAsync());
        }

        return new(Facts, histories, Recorder.Tasks, TaskQueue);
    }

    public async ValueTask DisposeAsync()
    {
        await engine.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }
}
