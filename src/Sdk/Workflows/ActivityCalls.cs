using Cairn.Api.Command.V1;
using Cairn.Common;
using Cairn.Exceptions;
using Cairn.Sdk.Replay.Activations;
using Cairn.Sdk.Replay.Commands;
using Cairn.Worker.Interceptors;

namespace Cairn.Workflows;

/// <summary>The activities of a workflow.</summary>
internal sealed class ActivityCalls(WorkflowInstance instance)
{
    private readonly Dictionary<uint, PendingActivity> pending = [];
    private uint count;

    /// <summary>The activities that have not ended, for the stack trace query.</summary>
    public IReadOnlyCollection<PendingActivity> Pending => pending.Values;

    /// <summary>The sequence number of the next call.</summary>
    public uint NextSeq() => ++count;

    /// <summary>Runs an activity and waits for its end.</summary>
    /// <typeparam name="T">The result; <see cref="Nothing"/> if the caller ignores it.</typeparam>
    public Task<T> ExecuteAsync<T>(ScheduleActivityInput input)
    {
        ArgumentException.ThrowIfNullOrEmpty(input.Activity);
        ArgumentNullException.ThrowIfNull(input.Options);
        var options = input.Options;
        RecordedText.RequireWhole(input.Activity, "The name of an activity");
        RecordedText.RequireWhole(options.ActivityId, "ActivityId");
        RecordedText.RequireWhole(options.TaskQueue, "TaskQueue");
        RecordedText.RequireWhole(options.Summary, "Summary");
        if (options.ScheduleToCloseTimeout is null && options.StartToCloseTimeout is null && !input.MayLackTimeouts)
        {
            throw new ArgumentException(
                $"[CAIRN1002] Activity {input.Activity}, called{input.Site}, needs StartToCloseTimeout or "
                + $"ScheduleToCloseTimeout: without one a lost worker goes unnoticed. {ErrorPages.NoTimeout}");
        }

        instance.RequireWritable();
        var token = options.CancellationToken ?? instance.DefaultToken;
        if (token.IsCancellationRequested)
        {
            return Task.FromException<T>(new CanceledFailureException("Activity cancelled before scheduled"));
        }

        var seq = NextSeq();
        var id = options.ActivityId ?? Cairn.Sdk.Replay.Numbers.ToText(seq);
        var values = instance.Values.OfActivity(id, input.Activity, options.TaskQueue, isLocal: false);
        var call = new PendingActivity(this, seq, input.Activity, values, input.Site);
        instance.AddCommand(
            new WorkflowCommand.ScheduleActivity(
                call.Seq,
                ToAttributes(call, id, input),
                (ActivityCancellation)OptionValues.Known(options.CancellationType),
                values.ToMetadata(options.Summary))
            {
                Site = input.Site,
            });
        pending.Add(call.Seq, call);
        return instance.Tasks.Start(() => AwaitAsync<T>(call, token));
    }

    /// <summary>An activity has ended.</summary>
    public void Resolve(uint seq, Resolution resolution)
    {
        if (pending.Remove(seq, out var call))
        {
            call.Resolve(resolution);
        }
    }

    /// <summary>Cancels an activity, if it has not ended.</summary>
    public void Cancel(PendingActivity call)
    {
        if (pending.ContainsKey(call.Seq))
        {
            instance.AddCommand(new WorkflowCommand.RequestCancelActivity(call.Seq) { Site = call.Site });
        }
    }

    private static async Task<T> AwaitAsync<T>(PendingActivity call, CancellationToken token)
    {
        Resolution resolution;
        using (token.UnsafeRegister(PendingActivity.Cancel, call))
        {
            resolution = await call.Task;
        }

        return call.Values.ToResult<T>(resolution, "The result of activity", call.Activity);
    }

    private ScheduleActivityTaskCommandAttributes ToAttributes(
        PendingActivity call, string id, ScheduleActivityInput input)
    {
        var options = input.Options;
        return new()
        {
            ActivityId = id,
            ActivityType = new() { Name = call.Activity },
            TaskQueue = new() { Name = options.TaskQueue ?? instance.Info.TaskQueue },
            Input = call.Values.ToPayloads(input.Args, CallName.Activity(input.Activity)),
            Header = Headers.Of(input.Headers),
            ScheduleToCloseTimeout = OptionValues.ToDuration(options.ScheduleToCloseTimeout),
            ScheduleToStartTimeout = OptionValues.ToDuration(options.ScheduleToStartTimeout),
            StartToCloseTimeout = OptionValues.ToDuration(options.StartToCloseTimeout),
            HeartbeatTimeout = OptionValues.ToDuration(options.HeartbeatTimeout),
            RetryPolicy = options.RetryPolicy?.ToProto(),
            Priority = options.Priority?.ToProto(),
            RequestEagerExecution = !options.DisableEagerActivityExecution
                && instance.IsOwnQueue(options.TaskQueue),
            UseWorkflowBuildId = instance.IsOwnQueue(options.TaskQueue),
        };
    }
}
