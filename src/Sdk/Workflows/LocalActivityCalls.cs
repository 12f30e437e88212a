using Cairn.Common;
using Cairn.Exceptions;
using Cairn.Sdk.Replay;
using Cairn.Sdk.Replay.Activations;
using Cairn.Sdk.Replay.Commands;
using Cairn.Worker.Interceptors;
using Google.Protobuf.WellKnownTypes;

namespace Cairn.Workflows;

/// <summary>The local activities of a workflow. They share sequence numbers with the other activities.</summary>
internal sealed class LocalActivityCalls(WorkflowInstance instance, ActivityCalls activities)
{
    private readonly Dictionary<uint, PendingLocalActivity> pending = [];

    /// <summary>The local activities that have not ended, for the stack trace query.</summary>
    public IReadOnlyCollection<PendingLocalActivity> Pending => pending.Values;

    /// <summary>Runs a local activity and waits for its end.</summary>
    /// <typeparam name="T">The result; <see cref="Nothing"/> if the caller ignores it.</typeparam>
    public Task<T> ExecuteAsync<T>(ScheduleLocalActivityInput input)
    {
        ArgumentException.ThrowIfNullOrEmpty(input.Activity);
        ArgumentNullException.ThrowIfNull(input.Options);
        if (input.Options.ScheduleToCloseTimeout is null && input.Options.StartToCloseTimeout is null
            && !input.MayLackTimeouts)
        {
            throw new ArgumentException(
                $"[CAIRN1002] Local activity {input.Activity}, called{input.Site}, needs StartToCloseTimeout or "
                + $"ScheduleToCloseTimeout: without one a lost worker goes unnoticed. {ErrorPages.NoTimeout}");
        }

        CheckTexts(input);
        CheckTimeouts(input.Activity, input.Options);
        instance.RequireWritable();
        var token = input.Options.CancellationToken ?? instance.DefaultToken;
        if (token.IsCancellationRequested)
        {
            return Task.FromException<T>(new CanceledFailureException("Activity cancelled before scheduled"));
        }

        // A long pause between attempts is a durable timer, followed by another call of the same activity.
        var call = Schedule(input, attempt: 1, originalScheduleTime: null, firstId: null);
        var firstId = input.Options.ActivityId ?? Numbers.ToText(call.Seq);
        return instance.Tasks.Start(async () =>
        {
            while (true)
            {
                Resolution resolution;
                using (token.UnsafeRegister(PendingLocalActivity.Cancel, call))
                {
                    resolution = await call.Task;
                }

                if (resolution is not Resolution.Backoff backoff)
                {
                    return call.Values.ToResult<T>(
                        resolution, "The result of local activity", input.Activity);
                }

                await instance.Timers.DelayAsync(
                    backoff.Delay.ToTimeSpan(), "LocalActivityBackoff", token, input.Site);
                call = Schedule(input, backoff.Attempt, backoff.OriginalScheduleTime, firstId);
            }
        });
    }

    /// <summary>A local activity has ended.</summary>
    public void Resolve(uint seq, Resolution resolution)
    {
        if (pending.Remove(seq, out var call))
        {
            call.Resolve(resolution);
        }
    }

    /// <summary>Cancels a local activity, if it has not ended.</summary>
    public void Cancel(PendingLocalActivity call)
    {
        if (pending.ContainsKey(call.Seq))
        {
            instance.AddCommand(new WorkflowCommand.CancelLocalActivity(call.Seq) { Site = call.Site });
        }
    }

    private static void CheckTexts(ScheduleLocalActivityInput input)
    {
        RecordedText.RequireName(input.Activity, "The name of a local activity");
        RecordedText.RequireWhole(input.Options.Summary, "Summary");
        if (input.Options.ActivityId is { } id)
        {
            RecordedText.RequireName(id, "ActivityId");
        }
    }

    // The server never receives these values, so it cannot reject them.
    private static void CheckTimeouts(string activity, LocalActivityOptions options)
    {
        Check(options.StartToCloseTimeout, nameof(options.StartToCloseTimeout));
        Check(options.ScheduleToCloseTimeout, nameof(options.ScheduleToCloseTimeout));
        Check(options.ScheduleToStartTimeout, nameof(options.ScheduleToStartTimeout));

        void Check(TimeSpan? time, string name)
        {
            if (time <= TimeSpan.Zero)
            {
                throw new ArgumentOutOfRangeException(
                    name, time, $"Local activity {activity} needs a {name} of more than zero");
            }
        }
    }

    private PendingLocalActivity Schedule(
        ScheduleLocalActivityInput input, int attempt, Timestamp? originalScheduleTime, string? firstId)
    {
        var options = input.Options;
        var seq = activities.NextSeq();
        var id = options.ActivityId ?? Numbers.ToText(seq);
        var values = instance.Values.OfActivity(id, input.Activity, taskQueue: null, isLocal: true);
        var call = new PendingLocalActivity(this, seq, input.Activity, values, input.Site);
        instance.AddCommand(
            new WorkflowCommand.ScheduleLocalActivity(
                call.Seq,
                new()
                {
                    ActivityId = id,
                    FirstId = firstId,
                    ActivityType = input.Activity,
                    Code = input.Step,
                    Input = values.ToPayloads(input.Args, CallName.Activity(input.Activity)),
                    RecordsInput = options.IncludeArgumentsInMarker,
                    Header = Headers.Of(input.Headers),
                    Attempt = attempt,
                    OriginalScheduleTime = originalScheduleTime,
                    ScheduleToClose = options.ScheduleToCloseTimeout,
                    ScheduleToStart = options.ScheduleToStartTimeout,
                    StartToClose = options.StartToCloseTimeout,
                    RetryPolicy = options.RetryPolicy?.ToProto(),
                    RetryThreshold = OptionValues.NotNegative(
                        options.LocalRetryThreshold ?? TimeSpan.FromMinutes(1), nameof(options.LocalRetryThreshold)),
                },
                (ActivityCancellation)OptionValues.Known(options.CancellationType),
                values.ToMetadata(options.Summary))
            {
                Site = input.Site,
            });
        pending.Add(call.Seq, call);
        return call;
    }
}
