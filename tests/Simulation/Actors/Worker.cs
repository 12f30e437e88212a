using Cairn.Api.Enums.V1;
using Cairn.Api.TaskQueue.V1;
using Cairn.Api.WorkflowService.V1;
using Cairn.Exceptions;
using Cairn.Protocol;
using Cairn.Tests.Simulation.Checks;
using Cairn.Tests.Simulation.Machine;

namespace Cairn.Tests.Simulation.Actors;

/// <summary>A worker: a process that polls for tasks and answers them, most of the time as it should.</summary>
/// <param name="process">The process.</param>
/// <param name="network">The way to the server.</param>
/// <param name="faults">What goes wrong.</param>
/// <param name="ledger">What was done and promised.</param>
internal sealed class Worker(SimProcess process, Network network, Faults faults, Ledger ledger)
{
    private static readonly TimeSpan PollTimeout = TimeSpan.FromSeconds(30);

    private readonly Caller caller = new(process, network);
    private readonly string name = $"worker-{process.Number}";

    /// <summary>Begins to poll.</summary>
    public void Begin()
    {
        var sticky = new TaskQueue { Name = $"{name}-sticky", Kind = TaskQueueKind.Sticky, NormalName = Wire.Queue };
        var tasks = new WorkflowTasks(caller, faults, ledger, name, sticky, RunActivity);
        for (var i = 0; i < 2; i++)
        {
            process.Spawn(() => PollWorkflowAsync(tasks, Wire.Normal));
            process.Spawn(() => PollWorkflowAsync(tasks, sticky));
            process.Spawn(PollActivityAsync);
        }
    }

    private async Task PollWorkflowAsync(WorkflowTasks tasks, TaskQueue queue)
    {
        while (true)
        {
            var task = await PollAsync("poll workflow", (service, context) => service.PollWorkflowTaskQueueAsync(
                new PollWorkflowTaskQueueRequest
                {
                    Namespace = Wire.Namespace,
                    TaskQueue = queue,
                    Identity = name,
                },
                context), tasks.Look);
            if (task is { TaskToken.IsEmpty: false })
            {
                await tasks.HandleAsync(task);
            }
        }
    }

    private async Task PollActivityAsync()
    {
        while (true)
        {
            var task = await PollAsync("poll activity", (service, context) => service.PollActivityTaskQueueAsync(
                new PollActivityTaskQueueRequest
                {
                    Namespace = Wire.Namespace,
                    TaskQueue = Wire.Normal,
                    Identity = name,
                },
                context), ledger.Handed);
            if (task is { TaskToken.IsEmpty: false })
            {
                RunActivity(task);
            }
        }
    }

    private async Task<T?> PollAsync<T>(
        string what, Func<IWorkflowService, RpcContext, Task<T>> poll, Action<T>? onAnswer = null)
    {
        try
        {
            return await network.CallAsync(process, what, PollTimeout, poll, onAnswer);
        }
        catch (RpcException)
        {
            await process.DelayAsync(process.World.Dice.Between(TimeSpan.FromSeconds(0.1), TimeSpan.FromSeconds(2)));
            return default;
        }
    }

    private void RunActivity(PollActivityTaskQueueResponse task) =>
        process.Spawn(() => new ActivityRun(caller, faults, ledger, name, task).RunAsync());
}
