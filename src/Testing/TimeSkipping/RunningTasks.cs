using Cairn.Api.WorkflowService.V1;
using Google.Protobuf;

namespace Cairn.Testing.TimeSkipping;

/// <summary>
/// The tasks that workers have received and not answered. Each holds time until it is answered, or until its attempt
/// has timed out.
/// </summary>
internal sealed class RunningTasks
{
    // Workers report the first failed attempts of a task only, and let the later ones time out.
    private const int ReportedAttempts = 2;

    private static readonly TimeSpan UnreportedTime = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan QueryTime = TimeSpan.FromSeconds(30);

    private readonly Lock sync = new();
    private readonly Dictionary<ByteString, RunningTask> tasks = [];

    /// <summary>What runs now, for messages; null if nothing does.</summary>
    public string? Describe(DateTimeOffset now)
    {
        lock (sync)
        {
            foreach (var (token, task) in tasks.Where(task => task.Value.Until <= now).ToList())
            {
                tasks.Remove(token);
            }

            return tasks.Count == 0 ? null : string.Join(", ", tasks.Values.Select(task => task.Text).Distinct());
        }
    }

    /// <summary>A worker received a workflow task.</summary>
    /// <param name="task">The task; one without a token is an empty answer.</param>
    /// <param name="timeout">After which time the attempt ends.</param>
    /// <param name="now">The time.</param>
    public void Add(PollWorkflowTaskQueueResponse task, TimeSpan timeout, DateTimeOffset now)
    {
        if (!task.TaskToken.IsEmpty)
        {
            var until = now + (task.Query is not null ? QueryTime
                : task.Attempt > ReportedAttempts && timeout > UnreportedTime ? UnreportedTime
                : timeout);
            var running = new RunningTask($"a task of workflow {task.WorkflowExecution?.WorkflowId}", until);
            running.Beat(now);
            Add(task.TaskToken, running);
        }
    }

    /// <summary>A worker received an activity.</summary>
    public void Add(PollActivityTaskQueueResponse task, DateTimeOffset now)
    {
        if (task.TaskToken.IsEmpty)
        {
            return;
        }

        var heartbeat = task.HeartbeatTimeout?.ToTimeSpan() is { } pause && pause > TimeSpan.Zero ? pause : default;
        var running = new RunningTask(
            $"activity {task.ActivityType?.Name} ({task.ActivityId}) of workflow {task.WorkflowExecution?.WorkflowId}",
            Earlier(
                After(now, task.StartToCloseTimeout?.ToTimeSpan()),
                After(task.ScheduledTime.ToDateTimeOffset(), task.ScheduleToCloseTimeout?.ToTimeSpan())))
        {
            Activity = (task.WorkflowExecution?.WorkflowId ?? "", task.ActivityId),
            HeartbeatTimeout = heartbeat,
        };
        running.Beat(now);
        Add(task.TaskToken, running);
    }

    /// <summary>A worker reported that an activity lives.</summary>
    public void Beat(ByteString token, DateTimeOffset now)
    {
        lock (sync)
        {
            if (tasks.TryGetValue(token, out var task))
            {
                task.Beat(now);
            }
        }
    }

    /// <summary>A task was answered.</summary>
    public void Remove(ByteString token)
    {
        lock (sync)
        {
            tasks.Remove(token);
        }
    }

    /// <summary>An activity was answered by its ids.</summary>
    public void RemoveActivity(string workflowId, string activityId)
    {
        lock (sync)
        {
            foreach (var (token, _) in tasks.Where(task => task.Value.Activity == (workflowId, activityId)).ToList())
            {
                tasks.Remove(token);
            }
        }
    }

    private static DateTimeOffset After(DateTimeOffset time, TimeSpan? wait) =>
        wait is { } length && length > TimeSpan.Zero && length < DateTimeOffset.MaxValue - time
            ? time + length
            : DateTimeOffset.MaxValue;

    private static DateTimeOffset Earlier(DateTimeOffset one, DateTimeOffset other) => one < other ? one : other;

    private void Add(ByteString token, RunningTask task)
    {
        lock (sync)
        {
            tasks[token] = task;
        }
    }

    private sealed class RunningTask(string text, DateTimeOffset end)
    {
        public string Text => text;

        public (string WorkflowId, string ActivityId)? Activity { get; init; }

        public TimeSpan HeartbeatTimeout { get; init; }

        public DateTimeOffset Until { get; private set; }

        public void Beat(DateTimeOffset now) => Until =
            HeartbeatTimeout > TimeSpan.Zero ? Earlier(end, now + HeartbeatTimeout) : end;
    }
}
