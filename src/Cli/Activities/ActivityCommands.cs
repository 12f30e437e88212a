using System.CommandLine;
using Cairn.Api.Common.V1;
using Cairn.Cli.Options;
using Cairn.Cli.Verbs;
using Duration = Google.Protobuf.WellKnownTypes.Duration;

namespace Cairn.Cli.Activities;

/// <summary><c>cairn activity</c>: the pending activities of workflows.</summary>
internal static class ActivityCommands
{
    private static readonly Option<string> WorkflowId =
        Texts.Required("--workflow-id", "ID", "The workflow's id.", "-w");

    private static readonly Option<string> RunId =
        Texts.Optional("--run-id", "ID", "The run. Default: the newest one.", "-r");

    private static readonly Option<string> Id = Texts.Required("--activity-id", "ID", "The activity's id.", "-a");

    private static readonly Option<string> Result =
        Texts.Required("--result", "JSON", "What the activity returns.");

    private static readonly Option<string> Reason = Texts.Optional("--reason", "TEXT", "Why.");

    private static readonly Option<string> Detail =
        Texts.Optional("--detail", "JSON", "A detail of the failure.");

    private static readonly Option<bool> KeepPaused =
        Texts.Switch("--keep-paused", "One that is paused stays so.");

    private static readonly Option<bool> Restore = Texts.Switch(
        "--restore-original-options", "Takes back what was changed since the activity was scheduled.");

    private static readonly Option<TimeSpan?> Jitter =
        Options.Duration.Optional("--jitter", "The attempt begins somewhere within this time.");

    private static readonly Option<string> TaskQueue =
        Texts.Optional("--task-queue", "NAME", "Another task queue.");

    private static readonly Option<TimeSpan?> ScheduleToClose =
        Options.Duration.Optional("--schedule-to-close-timeout", "How long all attempts may take.");

    private static readonly Option<TimeSpan?> ScheduleToStart =
        Options.Duration.Optional("--schedule-to-start-timeout", "How long it may wait for a worker.");

    private static readonly Option<TimeSpan?> StartToClose =
        Options.Duration.Optional("--start-to-close-timeout", "How long an attempt may take.");

    private static readonly Option<TimeSpan?> Heartbeat =
        Options.Duration.Optional("--heartbeat-timeout", "How long an attempt may be silent.");

    private static readonly Option<int?> Attempts =
        Texts.Number("--retry-maximum-attempts", "How many attempts; 0 is no limit.");

    private static readonly Option<TimeSpan?> RetryInitial =
        Options.Duration.Optional("--retry-initial-interval", "How long it waits before the second attempt.");

    private static readonly Option<TimeSpan?> RetryMaximum =
        Options.Duration.Optional("--retry-maximum-interval", "How long it waits at most before an attempt.");

    private static readonly Option<double?> RetryCoefficient = Parsed.One<double?>(
        "--retry-backoff-coefficient", "N", "How much longer each wait is than the last, at least 1.", Coefficient);

    private static IEnumerable<Option> Reference => [WorkflowId, RunId, Id];

    public static Command Group() => Verb.Group(
        "activity",
        "Pending activities of workflows.",
        Verb.Of("complete", "Completes an activity.", [.. Reference, Result], CompleteAsync),
        Verb.Of("fail", "Fails an activity.", [.. Reference, Reason, Detail], FailAsync),
        Verb.Of("pause", "Holds an activity: it is not tried again until it is unpaused.", [.. Reference, Reason],
            PauseAsync),
        Verb.Of("unpause", "Lets an activity go on that was paused.", [.. Reference, Jitter], UnpauseAsync),
        Verb.Of("reset", "Begins an activity anew, with attempt 1.", [.. Reference, KeepPaused, Jitter, Restore],
            ResetAsync),
        Verb.Of(
            "update-options",
            "Changes timeouts, retries or the task queue of an activity.",
            [.. Reference, TaskQueue, ScheduleToClose, ScheduleToStart, StartToClose, Heartbeat, Attempts, RetryInitial,
                RetryMaximum, RetryCoefficient, Restore],
            UpdateAsync));

    private static WorkflowExecution Workflow(Invocation call) =>
        new() { WorkflowId = call.Text(WorkflowId), RunId = call.Text(RunId) };

    private static async Task CompleteAsync(Invocation call)
    {
        await call.Service.RespondActivityTaskCompletedByIdAsync(
            new()
            {
                Namespace = call.Namespace,
                WorkflowId = call.Text(WorkflowId),
                RunId = call.Text(RunId),
                ActivityId = call.Text(Id),
                Result = new() { Payloads_ = { JsonPayload.Of(call.Text(Result), "--result") } },
                Identity = call.Identity,
            },
            call.Rpc);
        call.Print.Line("The activity was completed.");
    }

    private static async Task FailAsync(Invocation call)
    {
        var details = call.Has(Detail)
            ? new Payloads { Payloads_ = { JsonPayload.Of(call.Text(Detail), "--detail") } }
            : null;
        await call.Service.RespondActivityTaskFailedByIdAsync(
            new()
            {
                Namespace = call.Namespace,
                WorkflowId = call.Text(WorkflowId),
                RunId = call.Text(RunId),
                ActivityId = call.Text(Id),
                Failure = new()
                {
                    Message = call.Has(Reason) ? call.Text(Reason) : $"cairn, by {call.Identity}",
                    Source = "cairn",
                    ApplicationFailureInfo = new() { NonRetryable = true, Details = details },
                },
                Identity = call.Identity,
            },
            call.Rpc);
        call.Print.Line("The activity was failed.");
    }

    private static async Task PauseAsync(Invocation call)
    {
        await call.Service.PauseActivityAsync(
            new()
            {
                Namespace = call.Namespace,
                Execution = Workflow(call),
                Id = call.Text(Id),
                Identity = call.Identity,
                Reason = call.Text(Reason),
            },
            call.Rpc);
        call.Print.Line("The activity is paused.");
    }

    private static async Task UnpauseAsync(Invocation call)
    {
        await call.Service.UnpauseActivityAsync(
            new()
            {
                Namespace = call.Namespace,
                Execution = Workflow(call),
                Id = call.Text(Id),
                Identity = call.Identity,
                Jitter = Of(call.Get(Jitter)),
            },
            call.Rpc);
        call.Print.Line("The activity goes on.");
    }

    private static async Task ResetAsync(Invocation call)
    {
        await call.Service.ResetActivityAsync(
            new()
            {
                Namespace = call.Namespace,
                Execution = Workflow(call),
                Id = call.Text(Id),
                Identity = call.Identity,
                KeepPaused = call.Get(KeepPaused),
                Jitter = Of(call.Get(Jitter)),
                RestoreOriginalOptions = call.Get(Restore),
            },
            call.Rpc);
        call.Print.Line("The activity begins anew.");
    }

    private static async Task UpdateAsync(Invocation call)
    {
        var changed = new Api.Activity.V1.ActivityOptions
        {
            TaskQueue = call.Has(TaskQueue) ? new() { Name = call.Text(TaskQueue) } : null,
            ScheduleToCloseTimeout = Of(call.Get(ScheduleToClose)),
            ScheduleToStartTimeout = Of(call.Get(ScheduleToStart)),
            StartToCloseTimeout = Of(call.Get(StartToClose)),
            HeartbeatTimeout = Of(call.Get(Heartbeat)),
            RetryPolicy = new()
            {
                MaximumAttempts = call.Get(Attempts) ?? 0,
                InitialInterval = Of(call.Get(RetryInitial)),
                MaximumInterval = Of(call.Get(RetryMaximum)),
                BackoffCoefficient = call.Get(RetryCoefficient) ?? 0,
            },
        };
        (Option Option, string Path)[] paths =
        [
            (TaskQueue, "task_queue.name"), (ScheduleToClose, "schedule_to_close_timeout"),
            (ScheduleToStart, "schedule_to_start_timeout"), (StartToClose, "start_to_close_timeout"),
            (Heartbeat, "heartbeat_timeout"), (Attempts, "retry_policy.maximum_attempts"),
            (RetryInitial, "retry_policy.initial_interval"), (RetryMaximum, "retry_policy.maximum_interval"),
            (RetryCoefficient, "retry_policy.backoff_coefficient"),
        ];
        var isRestored = call.Get(Restore);
        var answer = await call.Service.UpdateActivityOptionsAsync(
            new()
            {
                Namespace = call.Namespace,
                Execution = Workflow(call),
                Id = call.Text(Id),
                Identity = call.Identity,
                ActivityOptions = isRestored ? null : changed,
                UpdateMask = isRestored
                    ? null
                    : new() { Paths = { from path in paths where call.Has(path.Option) select path.Path } },
                RestoreOriginal = isRestored,
            },
            call.Rpc);
        if (!call.Print.Json(answer))
        {
            call.Print.Line("The options of the activity were changed.");
        }
    }

    private static double? Coefficient(string name, string text) =>
        double.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out var value) && value >= 1
            ? value
            : throw new FormatException($"{name} must be a number that is at least 1, not {text}.");

    private static Duration? Of(TimeSpan? duration) => duration is { } time ? Duration.FromTimeSpan(time) : null;
}
