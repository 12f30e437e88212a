using Cairn.Api.Common.V1;
using Cairn.Api.Enums.V1;
using Cairn.Api.Failure.V1;
using Cairn.Api.History.V1;
using Cairn.Engine.Executions.Lifecycle;
using Cairn.Engine.Executions.WorkflowTasks;
using Cairn.Engine.Rules;
using Cairn.Protocol;
using Google.Protobuf.WellKnownTypes;

namespace Cairn.Engine.Executions.Chains;

/// <summary>The run that follows a closed one by the retry policy or the cron schedule of its workflow.</summary>
/// <param name="Initiator">The retry policy or the cron schedule.</param>
/// <param name="Backoff">How long its first workflow task waits.</param>
/// <param name="Attempt">The attempt of the workflow that the run is, from 1.</param>
/// <param name="Failure">Why the run before it failed; null if it did not.</param>
/// <param name="LastResult">The result of the last run in the chain that had one; null if none had.</param>
internal sealed record NextRun(
    ContinueAsNewInitiator Initiator, Duration Backoff, int Attempt, Failure? Failure, Payloads? LastResult)
{
    /// <summary>
    /// What follows a run that failed or timed out: a retry, else its next cron time; null if nothing does.
    /// </summary>
    public static (RetryState State, NextRun? Next) AfterFailure(
        Execution state, Failure failure, DateTimeOffset now)
    {
        var retry = Retry(state, failure, now);
        if (retry.State == RetryState.InProgress)
        {
            var backoff = NotTooSoon(state, Duration.FromTimeSpan(retry.Delay), now);
            return (retry.State, new NextRun(
                ContinueAsNewInitiator.Retry,
                backoff,
                state.Started.Attempt + 1,
                failure,
                state.Started.LastCompletionResult));
        }

        return (retry.State, AtNextTime(state, failure, state.Started.LastCompletionResult, now));
    }

    /// <summary>What follows a run that completed; null if nothing does.</summary>
    public static NextRun? AfterResult(Execution state, Payloads? result, DateTimeOffset now) =>
        AtNextTime(state, failure: null, result, now);

    /// <summary>How long the next run waits: a chain of runs that end at once must not occupy the engine.</summary>
    public static Duration NotTooSoon(Execution state, Duration backoff, DateTimeOffset now)
    {
        var age = now - state.StartTime;
        return age + (Events.FromWire(backoff) ?? TimeSpan.Zero) < Limits.ChainInterval
            ? Duration.FromTimeSpan(Limits.ChainInterval - age)
            : backoff;
    }

    /// <summary>The id of the next run; the event that closes this run names it.</summary>
    public static RunId IdAfter(Execution state) => new(DerivedIds.Of(state.Key.RunId, state.NextEventId));

    /// <summary>Begins the run, now that the one before it is closed.</summary>
    public void Begin(Turn turn, RunId runId)
    {
        var started = turn.State.Started.Clone();
        started.Initiator = Initiator;
        started.Attempt = Attempt;
        started.ContinuedFailure = Failure;
        started.LastCompletionResult = LastResult;
        Begin(turn, runId, started, Backoff);
    }

    /// <summary>Begins a run that replaces a closed one.</summary>
    /// <param name="turn">The decision on the closed run.</param>
    /// <param name="runId">The id of the new run.</param>
    /// <param name="started">The started event; this adds its place in the chain.</param>
    /// <param name="backoff">How long its first workflow task waits.</param>
    public static void Begin(
        Turn turn, RunId runId, WorkflowExecutionStartedEventAttributes started, Duration backoff)
    {
        started.Identity = "";
        started.EagerExecutionAccepted = false;
        started.CompletionCallbacks.Clear();
        started.CompletionCallbacks.Add(turn.State.Callbacks.Select(attached => attached.Callback));
        started.ContinuedExecutionRunId = turn.State.Key.RunId.Value;
        started.OriginalExecutionRunId = runId.Value;
        started.PrevAutoResetPoints = ResetPointsOfRun.ForNextRun(turn);
        started.FirstWorkflowTaskBackoff = backoff;
        started.WorkflowExecutionExpirationTime = turn.State.ExpirationTime is { } expiration
            ? Timestamp.FromDateTimeOffset(expiration)
            : null;
        turn.ContinueWith(BeginRun.Now(
            turn.State.Key with { RunId = runId },
            DerivedIds.Of(runId, eventId: 1),
            turn.Now,
            new HistoryEvent
            {
                EventType = EventType.WorkflowExecutionStarted,
                UserMetadata = turn.State.FirstEvent!.UserMetadata,
                WorkflowExecutionStartedEventAttributes = started,
            }));
    }

    private static RetryDecision Retry(Execution state, Failure failure, DateTimeOffset now) =>
        state.Started.RetryPolicy is { } policy
            ? RetryDecision.After(policy, state.Started.Attempt, failure, state.ExpirationTime - now)
            : new(RetryState.RetryPolicyNotSet, default);

    private static NextRun? AtNextTime(Execution state, Failure? failure, Payloads? lastResult, DateTimeOffset now)
    {
        if (CronSchedules.Backoff(state.Started.CronSchedule, state.ExecutionTime, now) is not { } backoff
            || now + backoff > state.ExpirationTime)
        {
            return null;
        }

        return new NextRun(
            ContinueAsNewInitiator.CronSchedule, Duration.FromTimeSpan(backoff), Attempt: 1, failure, lastResult);
    }
}
