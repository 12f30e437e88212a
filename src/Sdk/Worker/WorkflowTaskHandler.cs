using Cairn.Api.History.V1;
using Cairn.Api.Query.V1;
using Cairn.Api.WorkflowService.V1;
using Cairn.Exceptions;
using Cairn.Sdk.Replay;
using Cairn.Workflows;
using Google.Protobuf;

namespace Cairn.Worker;

/// <summary>
/// Turns workflow tasks into answers. It caches runs between their tasks; a run that fails is removed and rebuilt from
/// history.
/// </summary>
internal sealed class WorkflowTaskHandler : IWorkflowTaskHandler
{
    // A workflow that waits for signals in its own way must not be delayed for ever.
    private const int MostHeldTasks = 3;

    // The exception of an async void method is thrown on a pool thread, as soon as one is free.
    private static readonly TimeSpan VoidGrace = TimeSpan.FromSeconds(1);

    // As in Temporal's SDKs: the rest of the time is for sending the answer.
    private const double HeartbeatShare = 0.8;

    private readonly WorkflowTaskHandlerOptions options;
    private readonly WorkflowRunner runner;
    private readonly RunCache cache;
    private readonly ActivationWatchdog watchdog;

    /// <exception cref="ArgumentException">Two workflows have the same name, or one cannot be run.</exception>
    public WorkflowTaskHandler(WorkerScope scope)
        : this(WorkflowTaskHandlerOptions.Of(scope))
    {
    }

    /// <exception cref="ArgumentException">Two workflows have the same name, or one cannot be run.</exception>
    public WorkflowTaskHandler(WorkflowTaskHandlerOptions options)
    {
        this.options = options;
        runner = new(options);
        cache = new(options.MaxCachedWorkflows, options.WorkerMetrics);
        watchdog = new(options.DeadlockTimeout);
    }

    /// <summary>The number of cached runs.</summary>
    public int CachedRuns => cache.Count;

    /// <summary>Removes a run from the cache: its last answer did not reach the server, or was rejected.</summary>
    public void Evict(string runId) => cache.Evict(runId);

    /// <inheritdoc/>
    public void RollBack(string runId, long startedEventId) => cache.RollBack(runId, startedEventId);

    /// <inheritdoc/>
    public Task StopAsync() => options.LocalActivities?.StopAsync() ?? Task.CompletedTask;

    /// <inheritdoc/>
    public void Dispose() => options.LocalActivities?.Dispose();

    /// <summary>Decodes and processes a task. Errors of workflow code become part of the answer.</summary>
    /// <exception cref="RpcException">History could not be read.</exception>
    public async Task<WorkflowTaskAnswer> HandleAsync(
        PollWorkflowTaskQueueResponse received, CancellationToken cancellationToken)
    {
        var run = await cache.TakeAsync(received.WorkflowExecution.RunId).ConfigureAwait(false);
        run.State?.Instance?.Guard.BeginTask();
        MeasureCache(run, received);
        try
        {
            var (task, failedQueries) = await QueryTransport.DecodeAsync(CodecOf(run, received), received)
                .ConfigureAwait(false);
            var events = await LoadAsync(run, task, cancellationToken).ConfigureAwait(false);
            var answer = await StepAsync(run, task, slot => Work(run, task, events, slot)).ConfigureAwait(false)
                ?? await WithLocalActivitiesAsync(run, task).ConfigureAwait(false);
            answer = await CatchEscapeAsync(run, task, answer).ConfigureAwait(false);
            run.State?.Instance?.EndlessWait.Warn();

            if (answer is WorkflowTaskAnswer.Completed completed)
            {
                completed.Request.QueryResults.Add(failedQueries);
                options.Failures.Forget(run.RunId);
            }

            // A closed run has no next task; if the server rejects the completion, it sends the full history again.
            if (run.State?.Instance is { IsOver: true } closed)
            {
                closed.Guard.EndTask();
                run.Forget();
            }

            return answer;
        }
        finally
        {
            run.State?.Instance?.Guard.EndTask();
            cache.Return(run);
        }
    }

    // The first task of a run can neither be found in the cache nor be missed there.
    private void MeasureCache(CachedRun run, PollWorkflowTaskQueueResponse task)
    {
        if (run.State is not null || task.PreviousStartedEventId > 0)
        {
            options.WorkerMetrics?.CacheUsed(isHit: run.State is not null);
        }
    }

    private RunCodec CodecOf(CachedRun run, PollWorkflowTaskQueueResponse task) => new(
        options.DataConverter.PayloadCodec,
        options.Namespace,
        task.WorkflowExecution.WorkflowId,
        task.WorkflowType?.Name ?? string.Empty,
        options.TaskQueue,
        run.Activities);

    private async Task<IReadOnlyList<HistoryEvent>> LoadAsync(
        CachedRun run, PollWorkflowTaskQueueResponse task, CancellationToken cancellationToken)
    {
        var events = task.History?.Events ?? [];
        if (run.State is { } state && !IsCurrent(state, task))
        {
            run.Forget();
        }

        var whole = events.Count > 0 && events[0].EventId == 1;
        if (run.State is null && !whole)
        {
            return await FetchAsync([], ByteString.Empty, run, task, cancellationToken).ConfigureAwait(false);
        }

        return task.NextPageToken.IsEmpty
            ? events
            : await FetchAsync([.. events], task.NextPageToken, run, task, cancellationToken).ConfigureAwait(false);
    }

    // A query task may have no history; then the server sent it to this worker because the run is cached here.
    private static bool IsCurrent(RunState state, PollWorkflowTaskQueueResponse task) =>
        state.Machines.LastStartedEventId == task.PreviousStartedEventId
        || (task.Query is not null && task.PreviousStartedEventId == 0 && task.History is not { Events.Count: > 0 });

    private async Task<IReadOnlyList<HistoryEvent>> FetchAsync(
        List<HistoryEvent> events,
        ByteString page,
        CachedRun run,
        PollWorkflowTaskQueueResponse task,
        CancellationToken cancellationToken)
    {
        var codec = CodecOf(run, task);
        do
        {
            var response = await options.FetchHistoryAsync(task.WorkflowExecution, page, cancellationToken)
                .ConfigureAwait(false);
            response = await codec.DecodedAsync(response).ConfigureAwait(false);
            events.AddRange(response.History?.Events ?? []);
            page = response.NextPageToken;
        }
        while (!page.IsEmpty);

        // Events that were recorded after the task started belong to a later one.
        var last = task.StartedEventId;
        return last > 0 && events.Count > 0 && events[^1].EventId > last
            ? events.FindAll(e => e.EventId <= last)
            : events;
    }

    // A step that leaves local activities running has no answer yet.
    private Task<WorkflowTaskAnswer?> StepAsync(
        CachedRun run,
        PollWorkflowTaskQueueResponse task,
        Func<ActivationSlot<WorkflowTaskAnswer?>, WorkflowTaskAnswer?> step) =>
        watchdog.RunAsync(new ActivationSlot<WorkflowTaskAnswer?>(step) { WhenStuck = () => Stuck(run, task) });

    // A task has a timeout; it is answered before that, and continues as another task.
    private async Task<WorkflowTaskAnswer> WithLocalActivitiesAsync(CachedRun run, PollWorkflowTaskQueueResponse task)
    {
        var (state, time) = (run.State!, options.Time);
        var limit = state.Instance!.Info.TaskTimeout * HeartbeatShare;
        var began = time.GetTimestamp();
        while (true)
        {
            var isEnded = await state.LocalActivities!.WaitAsync(limit - time.GetElapsedTime(began), time)
                .ConfigureAwait(false);
            var answer = await StepAsync(run, task, slot => isEnded
                ? GoOn(run, task, slot)
                : Answered(run.State!, task, slot, isHeartbeat: true)).ConfigureAwait(false);
            if (answer is not null)
            {
                return answer;
            }
        }
    }

    private WorkflowTaskAnswer? Work(
        CachedRun run,
        PollWorkflowTaskQueueResponse task,
        IReadOnlyList<HistoryEvent> events,
        ActivationSlot<WorkflowTaskAnswer?> slot)
    {
        var state = run.State ??= new();
        try
        {
            if (!state.Machines.TryFeed(events))
            {
                throw new InvalidWorkflowOperationException(
                    $"History has a gap before event {events[0].EventId}: full history is needed");
            }

            state.Machines.Receive(task.Messages);
            return Run(state, task, slot);
        }
        catch (Exception e)
        {
            return Failed(run, state, task, e, slot);
        }
    }

    // The end of each local activity is a step of its own, as in a replay.
    private WorkflowTaskAnswer? GoOn(
        CachedRun run, PollWorkflowTaskQueueResponse task, ActivationSlot<WorkflowTaskAnswer?> slot)
    {
        var state = run.State!;
        try
        {
            if (!state.LocalActivities!.TryTake(out var result))
            {
                return null;
            }

            return result is null
                ? Answered(state, task, slot, isHeartbeat: true)
                : Run(state, task, slot, result);
        }
        catch (Exception e)
        {
            return Failed(run, state, task, e, slot);
        }
    }

    private WorkflowTaskAnswer? Run(
        RunState state,
        PollWorkflowTaskQueueResponse task,
        ActivationSlot<WorkflowTaskAnswer?> slot,
        LocalActivityResult? ended = null)
    {
        if (ended is not null)
        {
            state.Machines.Complete(ended);
        }

        runner.Run(state, task.WorkflowExecution.WorkflowId, task.WorkflowExecution.RunId, slot);
        if (task.Query is { } query)
        {
            return WorkflowTaskAnswers.Query(options, task, Answer(state, string.Empty, query, slot));
        }

        if (options.LocalActivities is { } worker
            && state.Instance is { } instance
            && (state.LocalActivities is not null || state.Machines.RunsLocalActivities))
        {
            (state.LocalActivities ??= new()).Follow(state.Machines, worker, instance.Info);
        }

        return state.Machines.RunsLocalActivities && options.LocalActivities is not null
            ? null
            : Answered(state, task, slot, isHeartbeat: false);
    }

    private WorkflowTaskAnswer Answered(
        RunState state,
        PollWorkflowTaskQueueResponse task,
        ActivationSlot<WorkflowTaskAnswer?> slot,
        bool isHeartbeat) => WorkflowTaskAnswers.Completed(
            options,
            task,
            state.Machines,
            task.Queries.Count == 0
                ? []
                : task.Queries.Select(q => KeyValuePair.Create(q.Key, Answer(state, q.Key, q.Value, slot))),
            isHeartbeat) with { StartTime = state.Instance?.Info.WorkflowStartTime };

    private static WorkflowQueryResult Answer(
        RunState state, string id, WorkflowQuery query, ActivationSlot<WorkflowTaskAnswer?> slot)
    {
        var instance = state.Instance ?? throw new InvalidWorkflowOperationException(
            "Workflow has not run yet, so there is nothing to query");
        slot.EnterCode();
        try
        {
            return instance.Query(id, query);
        }
        finally
        {
            slot.ExitCode();
        }
    }

    private WorkflowTaskAnswer Stuck(CachedRun run, PollWorkflowTaskQueueResponse task)
    {
        var state = run.State;
        run.Forget(isStuck: true);
        var deadlock = new DeadlockException(
            task.WorkflowType?.Name ?? string.Empty,
            task.WorkflowExecution.WorkflowId,
            run.RunId,
            options.DeadlockTimeout!.Value,
            state?.Instance?.LastCall);
        return WorkflowTaskAnswers.Failed(options, task, state, deadlock, isOwn: true);
    }

    private WorkflowTaskAnswer Failed(
        CachedRun run,
        RunState state,
        PollWorkflowTaskQueueResponse task,
        Exception exception,
        ActivationSlot<WorkflowTaskAnswer?> slot)
    {
        Forget(run, state);
        slot.EnterCode();
        try
        {
            return WorkflowTaskAnswers.Failed(options, task, state, exception);
        }
        finally
        {
            slot.ExitCode();
        }
    }

    // A run that was abandoned while its code was stuck has another state by now.
    private static void Forget(CachedRun run, RunState state)
    {
        if (ReferenceEquals(run.State, state))
        {
            run.Forget();
        }
    }

    private async Task<WorkflowTaskAnswer> CatchEscapeAsync(
        CachedRun run, PollWorkflowTaskQueueResponse task, WorkflowTaskAnswer answer)
    {
        if (answer is not WorkflowTaskAnswer.Completed
            || run.State is not { Instance: { } instance } state
            || HoldTime(state, instance) is not { } holdTime)
        {
            return answer;
        }

        state.HeldTasks++;
        await Task.WhenAny(instance.Guard.Escaped, Task.Delay(holdTime)).ConfigureAwait(false);
        if (instance.Guard.Escape is not { } escape)
        {
            return answer;
        }

        Forget(run, state);
        return WorkflowTaskAnswers.Failed(options, task, state, escape.ToException(), isOwn: true);
    }

    private TimeSpan? HoldTime(RunState state, WorkflowInstance instance) =>
        instance.Guard.TakeMayBeLeftByVoid() ? VoidGrace
        : instance.WaitsForNothingKnown && state.HeldTasks < MostHeldTasks ? options.EscapeGrace
        : null;
}
