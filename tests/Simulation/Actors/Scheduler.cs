using Cairn.Api.Common.V1;
using Cairn.Api.Enums.V1;
using Cairn.Api.Schedule.V1;
using Cairn.Api.WorkflowService.V1;
using Cairn.Engine.Schedules;
using Cairn.Exceptions;
using Cairn.Tests.Simulation.Checks;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;

namespace Cairn.Tests.Simulation.Actors;

/// <summary>A client that makes schedules, and changes, triggers, pauses and removes them.</summary>
/// <param name="caller">Calls the server.</param>
/// <param name="schedules">What is durable.</param>
internal sealed class Scheduler(Caller caller, DurableSchedules schedules)
{
    private readonly Machine.Dice dice = caller.World.Dice;
    private int actions;

    /// <summary>Whether it stops.</summary>
    public bool IsDone { get; set; }

    /// <summary>Does one thing after the other.</summary>
    public async Task RunAsync()
    {
        while (!IsDone)
        {
            var id = $"s{dice.Below(2)}";
            await ActAsync(id);
            if (dice.Chance(0.3) && schedules.Find(id) is not null)
            {
                await DescribeAsync(id); // It comes after a change whose outcome may not be known.
            }

            await caller.Process.DelayAsync(dice.Skewed(TimeSpan.FromMilliseconds(1), TimeSpan.FromSeconds(15)));
        }
    }

    /// <summary>Pauses all of them, so that all can come to its end.</summary>
    public async Task PauseAsync()
    {
        foreach (var schedule in schedules.All.ToList())
        {
            await PatchAsync(schedule.ScheduleId, new SchedulePatch { Pause = "the end is near" });
        }
    }

    private Task ActAsync(string id) => schedules.Find(id) is null ? CreateAsync(id) : dice.Below(12) switch
    {
        < 4 => PatchAsync(id, Trigger()),
        4 => PatchAsync(id, new SchedulePatch { Pause = "no more" }),
        < 8 => PatchAsync(id, new SchedulePatch { Unpause = "go on" }),
        8 => UpdateAsync(id),
        9 => DeleteAsync(id),
        10 => DescribeAsync(id),
        _ => ListAsync(),
    };

    private async Task CreateAsync(string id)
    {
        var (before, removals) = (schedules.Find(id), schedules.Removals);
        var request = new CreateScheduleRequest
        {
            Namespace = Wire.Namespace,
            ScheduleId = id,
            RequestId = dice.NewId().ToString(),
            Schedule = Draw(id),
            InitialPatch = dice.Chance(0.2) ? Trigger() : null,
        };
        var (_, refusal) = await caller.CallAsync(
            $"create schedule {id}",
            (service, context) => service.CreateScheduleAsync(request, context),
            _ => caller.World.Check(
                schedules.Find(id)?.CreateRequestId == request.RequestId || schedules.Removals > removals,
                $"schedule {id} was made, and is not durable."),
            tries: Tries());
        var exists = before is not null || schedules.Find(id) is not null || schedules.Removals > removals;
        caller.World.Check(
            refusal is null || (refusal.Code == RpcException.StatusCode.AlreadyExists && exists),
            $"schedule {id} was refused: {refusal}");
    }

    private Task PatchAsync(string id, SchedulePatch patch)
    {
        var request = new PatchScheduleRequest
        {
            Namespace = Wire.Namespace,
            ScheduleId = id,
            RequestId = dice.NewId().ToString(),
            Patch = patch,
        };
        return ChangeAsync("patch", id, caller.CallAsync(
            $"patch schedule {id}: {patch}",
            (service, context) => service.PatchScheduleAsync(request, context),
            Remembers(id, request.RequestId).Invoke));
    }

    private async Task UpdateAsync(string id)
    {
        var removals = schedules.Removals;
        var request = new UpdateScheduleRequest
        {
            Namespace = Wire.Namespace,
            ScheduleId = id,
            RequestId = dice.NewId().ToString(),
            Schedule = Draw(id),
            ConflictToken = dice.Chance(0.5) ? DefineSchedule.Token(schedules.Find(id)!) : ByteString.Empty,
        };
        var (_, refusal) = await caller.CallAsync(
            $"update schedule {id}",
            (service, context) => service.UpdateScheduleAsync(request, context),
            Remembers(id, request.RequestId).Invoke);
        var isOvertaken = refusal?.Code == RpcException.StatusCode.FailedPrecondition
            && !request.ConflictToken.IsEmpty
            && schedules.Find(id)?.RequestIds.Contains(request.RequestId) != true;
        CheckRefusal("update", id, isOvertaken ? null : refusal, removals);
    }

    private Task DeleteAsync(string id)
    {
        var before = schedules.Find(id)!;
        var request = new DeleteScheduleRequest { Namespace = Wire.Namespace, ScheduleId = id };
        return ChangeAsync("delete", id, caller.CallAsync(
            $"delete schedule {id}",
            (service, context) => service.DeleteScheduleAsync(request, context),
            _ => caller.World.Check(
                schedules.Find(id)?.InstanceId != before.InstanceId, $"schedule {id} was removed, and is there."),
            tries: Tries()));
    }

    private Task DescribeAsync(string id)
    {
        var before = schedules.Find(id)!;
        var request = new DescribeScheduleRequest { Namespace = Wire.Namespace, ScheduleId = id };
        return ChangeAsync("describe", id, caller.CallAsync(
            $"describe schedule {id}",
            (service, context) => service.DescribeScheduleAsync(request, context),
            answer => caller.World.Check(
                schedules.Find(id) is not { } now || now.InstanceId != before.InstanceId
                || (answer.Info.ActionCount >= before.Info.ActionCount
                    && answer.Info.ActionCount <= now.Info.ActionCount
                    && Revision(answer) >= before.Revision
                    && Revision(answer) <= now.Revision),
                $"schedule {id} was described as it is not: {answer}")));
    }

    private static long Revision(DescribeScheduleResponse answer) =>
        BitConverter.ToInt64(answer.ConflictToken.Span);

    private async Task ListAsync()
    {
        var before = schedules.All.ToList();
        var request = new ListSchedulesRequest { Namespace = Wire.Namespace };
        var (_, refusal) = await caller.CallAsync(
            "list schedules",
            (service, context) => service.ListSchedulesAsync(request, context),
            answer => caller.World.Check(
                before.TrueForAll(one => schedules.Find(one.ScheduleId)?.InstanceId != one.InstanceId
                    || answer.Schedules.Any(listed => listed.ScheduleId == one.ScheduleId)),
                "A schedule is not listed."));
        caller.World.Check(refusal is null, $"A list of schedules was refused: {refusal}");
    }

    /// <summary>Only a schedule that is there no more is not found.</summary>
    private async Task ChangeAsync<T>(string what, string id, Task<Reply<T>> call)
    {
        var removals = schedules.Removals;
        var (_, refusal) = await call;
        CheckRefusal(what, id, refusal, removals);
    }

    private void CheckRefusal(string what, string id, RpcException? refusal, int removals) => caller.World.Check(
        refusal is null || (refusal.Code == RpcException.StatusCode.NotFound && schedules.Removals > removals),
        $"{what} of schedule {id} was refused: {refusal}");

    private Action<object> Remembers(string id, string requestId)
    {
        var removals = schedules.Removals;
        return _ => caller.World.Check(
            schedules.Find(id)?.RequestIds.Contains(requestId) == true || schedules.Removals > removals,
            $"schedule {id} was changed, and that is not durable.");
    }

    /// <summary>One who gives up at once meets what is left of a call of which nobody knows what became.</summary>
    private int Tries() => dice.Of(1, 5);

    private SchedulePatch Trigger() => new() { TriggerImmediately = new() { OverlapPolicy = Policy() } };

    private Schedule Draw(string id) => new()
    {
        Spec = new ScheduleSpec { Interval = { new IntervalSpec { Interval = Seconds(dice.Of(3, 10, 45)) } } },
        Action = new ScheduleAction
        {
            StartWorkflow = new()
            {
                WorkflowId = $"{id}.{caller.Process.Number}.{++actions}",
                WorkflowType = new WorkflowType { Name = "program" },
                TaskQueue = Wire.Normal.Clone(),
                Input = Wire.Text(WorkflowProgram.Draw(dice)),
                WorkflowTaskTimeout = Seconds(dice.Of(2, 10)),
                WorkflowRunTimeout = Seconds(dice.Of(5, 30)),
            },
        },
        Policies = new SchedulePolicies
        {
            OverlapPolicy = Policy(),
            CatchupWindow = Seconds(dice.Of(10, 30, 1_000_000)),
        },
        State = new ScheduleState { Paused = dice.Chance(0.1) },
    };

    private ScheduleOverlapPolicy Policy() => (ScheduleOverlapPolicy)dice.Below(7);

    private static Duration Seconds(int seconds) => Duration.FromTimeSpan(TimeSpan.FromSeconds(seconds));
}
