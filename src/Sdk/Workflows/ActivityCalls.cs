using Cairn.Api.Command.V1;
using Cairn.Converters;
using Cairn.Exceptions;
using Cairn.Sdk.Replay.Activations;
using Cairn.Sdk.Replay.Commands;
using Google.Protobuf.WellKnownTypes;

namespace Cairn.Workflows;

/// <summary>The activities of a workflow.</summary>
internal sealed class ActivityCalls(WorkflowInstance instance)
{
    private readonly Dictionary<uint, PendingActivity> pending = [];
    private uint count;

    /// <summary>The activities that run, for people who ask what the workflow waits for.</summary>
    public IReadOnlyCollection<PendingActivity> Pending => pending.Values;

    /// <summary>Runs an activity and waits for its end.</summary>
    /// <typeparam name="T">The result; <see cref="Nothing"/> if it is not looked at.</typeparam>
    public Task<T> ExecuteAsync<T>(
        string activity, IReadOnlyCollection<object?> args, ActivityOptions options, CallSite site)
    {
        ArgumentException.ThrowIfNullOrEmpty(activity);
        ArgumentNullException.ThrowIfNull(options);
        if (options.ScheduleToCloseTimeout is null && options.StartToCloseTimeout is null)
        {
            throw new ArgumentException(
                $"Activity {activity} needs StartToCloseTimeout or ScheduleToCloseTimeout", nameof(options));
        }

        instance.RequireWritable();
        var token = options.CancellationToken ?? instance.DefaultToken;
        if (token.IsCancellationRequested)
        {
            return Task.FromException<T>(new CanceledFailureException("Activity cancelled before scheduled"));
        }

        var call = new PendingActivity(this, ++count, activity, site);
        instance.AddCommand(
            new WorkflowCommand.ScheduleActivity(
                call.Seq,
                ToAttributes(call, args, options),
                (ActivityCancellation)options.CancellationType,
                instance.Summary(options.Summary))
            {
                Site = site,
            });
        pending.Add(call.Seq, call);
        return instance.StartTask(() => AwaitAsync<T>(call, token));
    }

    /// <summary>An activity is over.</summary>
    public void Resolve(uint seq, ActivityResolution resolution)
    {
        if (pending.Remove(seq, out var call))
        {
            call.Resolve(resolution);
        }
    }

    /// <summary>An activity is to be cancelled, if it has not ended.</summary>
    public void Cancel(PendingActivity call)
    {
        if (pending.ContainsKey(call.Seq))
        {
            instance.AddCommand(new WorkflowCommand.RequestCancelActivity(call.Seq) { Site = call.Site });
        }
    }

    private async Task<T> AwaitAsync<T>(PendingActivity call, CancellationToken token)
    {
        ActivityResolution resolution;
        using (token.UnsafeRegister(PendingActivity.Cancel, call))
        {
            resolution = await call.Task;
        }

        if (resolution is ActivityResolution.Failed failed)
        {
            throw instance.ToException(failed.Failure);
        }

        var result = ((ActivityResolution.Completed)resolution).Result;
        return typeof(T) == typeof(Nothing) || result is not { Payloads_.Count: > 0 }
            ? default!
            : instance.PayloadConverter.ToValue<T>(result.Payloads_[0]);
    }

    private ScheduleActivityTaskCommandAttributes ToAttributes(
        PendingActivity call, IReadOnlyCollection<object?> args, ActivityOptions options) => new()
        {
            ActivityId = options.ActivityId ?? Cairn.Sdk.Replay.Numbers.ToText(call.Seq),
            ActivityType = new() { Name = call.Activity },
            TaskQueue = new() { Name = options.TaskQueue ?? instance.Info.TaskQueue },
            Input = args.Count == 0 ? null : new() { Payloads_ = { instance.PayloadConverter.ToPayloads(args) } },
            ScheduleToCloseTimeout = ToDuration(options.ScheduleToCloseTimeout),
            ScheduleToStartTimeout = ToDuration(options.ScheduleToStartTimeout),
            StartToCloseTimeout = ToDuration(options.StartToCloseTimeout),
            HeartbeatTimeout = ToDuration(options.HeartbeatTimeout),
            RetryPolicy = options.RetryPolicy?.ToProto(),
            Priority = options.Priority?.ToProto(),
            RequestEagerExecution = !options.DisableEagerActivityExecution
                && (options.TaskQueue is null || options.TaskQueue == instance.Info.TaskQueue),
        };

    private static Duration? ToDuration(TimeSpan? time) => time is { } known ? Duration.FromTimeSpan(known) : null;
}
