using Cairn.Api.Failure.V1;
using Cairn.Api.WorkflowService.V1;
using Cairn.Exceptions;
using Cairn.Tests.Simulation.Checks;

namespace Cairn.Tests.Simulation.Actors;

/// <summary>One execution of an activity by a worker.</summary>
/// <param name="caller">Calls the server.</param>
/// <param name="faults">What goes wrong.</param>
/// <param name="ledger">What was done and promised.</param>
/// <param name="identity">The worker.</param>
/// <param name="task">The task.</param>
internal sealed class ActivityRun(
    Caller caller, Faults faults, Ledger ledger, string identity, PollActivityTaskQueueResponse task)
{
    private readonly Machine.Dice dice = caller.World.Dice;
    private readonly string runId = task.WorkflowExecution.RunId;
    private bool isCancelled;

    /// <summary>Runs it.</summary>
    public async Task RunAsync()
    {
        var name = ledger.Begin(runId, task.ActivityId, task.Attempt);
        if (dice.Chance(faults.TaskDropped))
        {
            return;
        }

        await WorkAsync(name);
        if (dice.Chance(faults.TaskIsLate))
        {
            await caller.Process.DelayAsync(dice.Between(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(8)));
        }

        for (var i = dice.Chance(faults.TaskIsDoubled) ? 2 : 1; i > 0; i--)
        {
            await AnswerAsync(name);
        }
    }

    private async Task WorkAsync(string name)
    {
        for (var i = dice.Chance(0.4) ? dice.Below(4) : 0; i > 0 && !isCancelled; i--)
        {
            await caller.Process.DelayAsync(dice.Skewed(TimeSpan.FromMilliseconds(5), TimeSpan.FromSeconds(2)));
            await HeartbeatAsync(name);
        }

        await caller.Process.DelayAsync(dice.Skewed(TimeSpan.Zero, TimeSpan.FromSeconds(1)));
    }

    private async Task HeartbeatAsync(string name)
    {
        var reply = await caller.CallAsync("heartbeat", (service, context) => service.RecordActivityTaskHeartbeatAsync(
            new RecordActivityTaskHeartbeatRequest
            {
                Namespace = Wire.Namespace,
                TaskToken = task.TaskToken,
                Details = Wire.Text(name),
                Identity = identity,
            },
            context), _ => ledger.Heartbeat(runId, task.ActivityId), tries: 1);
        isCancelled |= reply.Answer?.CancelRequested == true || reply.Refusal is not null;
    }

    private Task AnswerAsync(string name)
    {
        if (isCancelled && dice.Chance(0.7))
        {
            return CancelAsync();
        }

        return dice.Chance(0.1 + faults.TaskFails) ? FailAsync()
            : dice.Chance(0.1) ? CompleteByIdAsync($"{name}/by-id")
            : CompleteAsync(name);
    }

    private Task CompleteAsync(string name) => SendAsync(
        caller.CallAsync("complete activity", (service, context) => service.RespondActivityTaskCompletedAsync(
            new RespondActivityTaskCompletedRequest
            {
                Namespace = Wire.Namespace,
                TaskToken = task.TaskToken,
                Result = Wire.Text(name),
                Identity = identity,
            },
            context), _ => Completed(name)));

    private Task CompleteByIdAsync(string name) => SendAsync(
        caller.CallAsync("complete activity by id", (service, context) => service.RespondActivityTaskCompletedByIdAsync(
            new RespondActivityTaskCompletedByIdRequest
            {
                Namespace = Wire.Namespace,
                WorkflowId = task.WorkflowExecution.WorkflowId,
                RunId = runId,
                ActivityId = task.ActivityId,
                Result = Wire.Text(name),
                Identity = identity,
            },
            context), _ => Completed(name)));

    private Task FailAsync()
    {
        var info = new ApplicationFailureInfo { NonRetryable = dice.Chance(0.1) };
        return FailAsync(new Failure { Message = "no", ApplicationFailureInfo = info });
    }

    private Task FailAsync(Failure failure) => SendAsync(
        caller.CallAsync("fail activity", (service, context) => service.RespondActivityTaskFailedAsync(
            new RespondActivityTaskFailedRequest
            {
                Namespace = Wire.Namespace,
                TaskToken = task.TaskToken,
                Failure = failure,
                Identity = identity,
            },
            context)));

    private Task CancelAsync() => SendAsync(
        caller.CallAsync("cancel activity", (service, context) => service.RespondActivityTaskCanceledAsync(
            new RespondActivityTaskCanceledRequest
            {
                Namespace = Wire.Namespace,
                TaskToken = task.TaskToken,
                Identity = identity,
            },
            context)));

    private void Completed(string name) => ledger.Done(
        $"The result {name}", runId, e => e.ActivityTaskCompletedEventAttributes is { } completed
            && Wire.Text(completed.Result) == name);

    /// <summary>Whatever comes of it: an attempt that is over, or was never begun for the server, is refused.</summary>
    private async Task SendAsync<T>(Task<Reply<T>> call)
    {
        var refusal = (await call).Refusal;
        caller.World.Check(
            refusal is null or { Code: RpcException.StatusCode.NotFound or RpcException.StatusCode.InvalidArgument },
            $"The end of an activity was refused: {refusal}");
    }
}
