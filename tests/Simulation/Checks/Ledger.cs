using Cairn.Api.Enums.V1;
using Cairn.Api.History.V1;
using Cairn.Api.WorkflowService.V1;
using Cairn.Tests.Simulation.Actors;
using Cairn.Tests.Simulation.Machine;

namespace Cairn.Tests.Simulation.Checks;

/// <summary>
/// What was done in the outside world, and what the server has promised. Promises are checked as they are made: what
/// an answer says must be on the disk when it leaves the server.
/// </summary>
/// <param name="world">The world.</param>
/// <param name="runs">What is on the disk.</param>
internal sealed class Ledger(World world, DurableRuns runs)
{
    private readonly Dictionary<string, Attempt> attempts = [];
    private readonly Dictionary<string, int> signals = [];
    private readonly HashSet<string> acknowledged = [];
    private readonly HashSet<string> heartbeats = [];
    private int executions;

    /// <summary>What is on the disk.</summary>
    public DurableRuns Runs => runs;

    /// <summary>The server actions an attempt of an activity to a worker.</summary>
    public void Handed(PollActivityTaskQueueResponse task)
    {
        if (task.TaskToken.IsEmpty)
        {
            return;
        }

        var name = $"{task.WorkflowExecution.RunId}/{task.ActivityId}";
        var started = task.StartedTime.ToDateTimeOffset();
        if (attempts.TryGetValue(name, out var former))
        {
            world.Check(
                task.Attempt >= former.Number || started < former.Started,
                $"{name}: attempt {task.Attempt} was started after attempt {former.Number}.");
            var backoff = TimeSpan.FromMilliseconds(300 * Math.Min(Math.Pow(2, task.Attempt - 2), 100));
            world.Check(
                task.Attempt != former.Number + 1 || started >= former.Started + backoff,
                $"{name}: attempt {task.Attempt} began {started - former.Started} after the one before it.");
        }

        var most = task.RetryPolicy.MaximumAttempts;
        world.Check(most == 0 || task.Attempt <= most, $"{name}: attempt {task.Attempt} is one too many.");
        world.Check(
            task.HeartbeatDetails is not null || !heartbeats.Contains(name),
            $"{name}: the details of its heartbeats are gone.");
        attempts[name] = new Attempt(task.Attempt, started);
    }

    /// <summary>A worker begins an attempt of an activity.</summary>
    /// <returns>A name for this execution, which is also its result.</returns>
    public string Begin(string runId, string activityId, int attempt) =>
        $"{runId}/{activityId}/{attempt}/{++executions}";

    /// <summary>The server took a heartbeat.</summary>
    public void Heartbeat(string runId, string activityId) => heartbeats.Add($"{runId}/{activityId}");

    /// <summary>The server answered that a run was started, or is running.</summary>
    public void Started(string workflowId, string runId, string identity, bool isOwn)
    {
        var run = runs.Find(runId);
        world.Check(run is not null, $"{workflowId}: the answer names run {runId}, which is not durable.");
        world.Check(
            !isOwn || run?.Events[0].WorkflowExecutionStartedEventAttributes.Identity == identity,
            $"{workflowId}: run {runId} was started by somebody else.");
    }

    /// <summary>The server took a signal.</summary>
    public void Signaled(string workflowId, string input)
    {
        var receivers = runs.Of(workflowId)
            .Select(run => (Run: run, Times: run.AllEvents.Count(e => IsSignal(e, input))))
            .Where(pair => pair.Times > 0)
            .ToList();
        // One that is sent again after its run has closed goes to the next run: request ids belong to a run.
        world.Check(
            (receivers.Count > 0 || runs.Of(workflowId).Any(run => run.IsGone))
            && receivers.TrueForAll(pair => pair.Times == 1),
            $"{workflowId}: signal {input} is there {receivers.Sum(pair => pair.Times)} times.");
        if (receivers.Count > 0 && acknowledged.Add(input))
        {
            var runId = receivers[0].Run.State.Key.RunId.Value;
            signals[runId] = signals.GetValueOrDefault(runId) + 1;
        }
    }

    /// <summary>The server answered how far an update is.</summary>
    public void Updated(UpdateWorkflowExecutionResponse answer, string input)
    {
        var id = answer.UpdateRef.UpdateId;
        var run = runs.Find(answer.UpdateRef.WorkflowExecution.RunId);
        if (run is { IsGone: true })
        {
            return; // What was decided together with its deletion is nowhere.
        }

        var events = run?.Events ?? [];
        var accepted = events.Count(e =>
            e.WorkflowExecutionUpdateAcceptedEventAttributes?.AcceptedRequest.Meta.UpdateId == id);
        var completed = events.Count(e => e.WorkflowExecutionUpdateCompletedEventAttributes?.Meta.UpdateId == id);
        var (least, most) = answer switch
        {
            { Outcome.Success: { } result } when Wire.Text(result) == input => (1, 1),
            { Outcome.Failure: not null } => (0, 0), // It was rejected, or its run has closed before it was answered.
            { Outcome: null } => (0, 1),
            _ => (2, 0),
        };
        var isAccepted = answer.Stage >= UpdateWorkflowExecutionLifecycleStage.Accepted
            && answer.Outcome?.Failure is null;
        world.Check(
            completed >= least && completed <= most && accepted <= 1 && (!isAccepted || accepted == 1),
            $"update {id} was answered with {answer}; accepted {accepted} times, completed {completed} times.");
    }

    /// <summary>How many signals of a run were acknowledged.</summary>
    public IReadOnlyDictionary<string, int> SignalsNow() => new Dictionary<string, int>(signals);

    /// <summary>The server answered that something was done to a run, which an event shows.</summary>
    public void Done(string what, string runId, Func<HistoryEvent, bool> shows) => world.Check(
        runs.Find(runId) is { } run && (run.IsGone || run.AllEvents.Any(shows)),
        $"{what} was answered and is not durable in {runId}.");

    /// <summary>The server said that there is no such run.</summary>
    /// <param name="what">What was asked.</param>
    /// <param name="run">The run that was asked for, or the newest one before; null if there was none.</param>
    /// <param name="isNamed">Whether it was asked for, and not whatever run is the newest one.</param>
    public void NotThere(string what, DurableRun? run, bool isNamed) => world.Check(
        run is null or { IsDeleted: true } || (!isNamed && runs.Newest(run.State.Key.WorkflowId.Value) != run),
        $"{what}: {run?.State.Key ?? default} was not found, and is there all the time.");

    /// <summary>The server said that there is no open run.</summary>
    public void NotFound(string what, string workflowId, DurableRun? openBefore) => world.Check(
        openBefore is null || !openBefore.IsOpen,
        $"{what}: {workflowId} was not found, and is open all the time.");

    /// <summary>A history was shown.</summary>
    public void Shown(string runId, IReadOnlyList<HistoryEvent> events, bool withTask)
    {
        var run = runs.Find(runId);
        world.Check(run is not null || events.Count == 0, $"A history was shown of {runId}, which is not durable.");
        if (run?.Compare(events, withTask) is { } wrong)
        {
            world.Fail($"{run.State.Key}: {wrong}");
        }
    }

    private static bool IsSignal(HistoryEvent e, string input) =>
        e.WorkflowExecutionSignaledEventAttributes is { } signal && Wire.Text(signal.Input) == input;

    private readonly record struct Attempt(int Number, DateTimeOffset Started);
}
