using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Cairn.Api.WorkflowService.V1;
using Cairn.Exceptions;
using Cairn.Protocol;
using Cairn.Testing.TimeSkipping;
using Google.Protobuf;

namespace Cairn.Testing.Faults;

/// <summary>
/// Decides from a seed which calls go wrong. A decision depends on the ids of what the call is about, not on the order
/// of the calls, so that a seed does the same again.
/// </summary>
/// <param name="seed">The seed.</param>
/// <param name="options">How often calls go wrong.</param>
internal sealed class CallFaults(int seed, WorkflowFaultsOptions options)
{
    private readonly ConcurrentDictionary<ByteString, string> tasks = new();
    private readonly ConcurrentDictionary<ByteString, string> activities = new();
    private readonly ConcurrentDictionary<string, int> calls = new();
    private readonly ConcurrentQueue<string> injected = new();

    /// <summary>What went wrong so far, one line each.</summary>
    public IReadOnlyList<string> Injected => [.. injected];

    /// <summary>A worker received a workflow task; only its first attempt may be lost.</summary>
    public void Received(PollWorkflowTaskQueueResponse task)
    {
        if (task.Attempt <= 1)
        {
            tasks[task.TaskToken] = task.WorkflowExecution.WorkflowId;
        }
    }

    /// <summary>A worker received an activity; only a first attempt that may be followed by another is lost.</summary>
    public void Received(PollActivityTaskQueueResponse task)
    {
        if (task.Attempt <= 1 && task.RetryPolicy is { MaximumAttempts: not 1 })
        {
            activities[task.TaskToken] =
                $"{task.ActivityType?.Name} ({task.ActivityId}) of {task.WorkflowExecution?.WorkflowId}";
        }
    }

    /// <summary>Does what goes wrong with a call; the response if the call is not to be made.</summary>
    /// <exception cref="RpcException">The call fails.</exception>
    public async Task<IMessage?> InsteadAsync(IWorkflowService service, IMessage? request, TimeSkipper skipper)
    {
        switch (request)
        {
            case RespondWorkflowTaskCompletedRequest answer
                when tasks.TryRemove(answer.TaskToken, out var workflowId)
                    && TaskOf(workflowId, answer) is { } task
                    && Happens("workflow task", task, options.LostWorkflowTasks):
                Note($"the worker crashed in a workflow task of {task}");
                throw new RpcException(
                    RpcException.StatusCode.NotFound, $"The workflow task was lost, as seed {seed} says.");
            case RespondActivityTaskCompletedRequest answer
                when activities.TryRemove(answer.TaskToken, out var activity)
                    && Happens("activity", activity, options.RetriedActivities):
                Note($"the worker crashed when activity {activity} had run; it is tried again");
                await service.RespondActivityTaskFailedAsync(Failed(answer)).ConfigureAwait(true);
                return new RespondActivityTaskCompletedResponse();
            case SignalWorkflowExecutionRequest signal:
                await ChangeAsync(service, signal, skipper).ConfigureAwait(true);
                return null;
            default:
                return null;
        }
    }

    // How signals spread over tasks is chance, so the commands tell the tasks apart; without any, none is lost.
    private string? TaskOf(string workflowId, RespondWorkflowTaskCompletedRequest answer)
    {
        if (answer.Commands.Count == 0)
        {
            return null;
        }

        var commands = string.Join(", ", answer.Commands.Select(command => command.CommandType
            + (command.ScheduleActivityTaskCommandAttributes?.ActivityId
                ?? command.StartTimerCommandAttributes?.TimerId
                ?? "")));
        var task = $"{workflowId}: {commands}";
        return $"{task}, time {calls.AddOrUpdate(task, 1, (_, count) => count + 1)}";
    }

    private async Task ChangeAsync(
        IWorkflowService service, SignalWorkflowExecutionRequest signal, TimeSkipper skipper)
    {
        var name = $"{signal.SignalName} to {signal.WorkflowExecution?.WorkflowId}";
        var call = $"{name}, call {calls.AddOrUpdate(name, 1, (_, count) => count + 1)}";
        if (Happens("late", call, options.LateSignals))
        {
            var delay = options.LongestSignalDelay * Chance("delay", call);
            Note($"signal {call}, was {delay} late");
            var wait = new Wait(null, delay);
            skipper.Add(wait);
            await wait.Over.ConfigureAwait(true);
            skipper.Remove(wait);
        }

        if (Happens("doubled", call, options.DoubledSignals))
        {
            Note($"signal {call}, was sent twice");
            var twin = signal.Clone();
            twin.RequestId = Guid.NewGuid().ToString();
            await service.SignalWorkflowExecutionAsync(twin).ConfigureAwait(true);
        }
    }

    private RespondActivityTaskFailedRequest Failed(RespondActivityTaskCompletedRequest answer) => new()
    {
        TaskToken = answer.TaskToken,
        Namespace = answer.Namespace,
        Identity = answer.Identity,
        Failure = new()
        {
            Message = $"The worker crashed when the activity had run, as seed {seed} says.",
            ApplicationFailureInfo = new() { Type = nameof(WorkflowFaults) },
        },
    };

    private void Note(string fault) => injected.Enqueue(fault);

    private bool Happens(string kind, string what, double probability) => Chance(kind, what) < probability;

    private double Chance(string kind, string what)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{seed}\n{kind}\n{what}"));
        return (BinaryPrimitives.ReadUInt64LittleEndian(hash) >> 11) * (1.0 / (1UL << 53));
    }
}
