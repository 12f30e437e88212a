using System.Globalization;
using Cairn.Api.WorkflowService.V1;
using Cairn.Engine;
using Cairn.Engine.Executions;
using Cairn.Engine.Executions.Activities;
using Cairn.Engine.Executions.Views;
using Google.Protobuf;

namespace Cairn.Tests.Engine;

/// <summary>What workers, and others who know an activity's id, do with activities.</summary>
internal static class ActivityInputs
{
    /// <summary>
    /// `poll-activity ID [attempt=N] [identity=worker] [build=b]`: takes the attempt that waits, or an older offer.
    /// </summary>
    public static void Poll(Stage stage, InputLine input)
    {
        var run = stage.RunOf(input);
        var activity = run.State.Activities.Values.FirstOrDefault(a => a.Options.ActivityId == input.Words[1]);
        var turn = new Turn(run.State, stage.Now);
        var taken = StartActivity.Decide(
            turn,
            activity?.ScheduledEventId ?? 0,
            int.Parse(input.Get("attempt", $"{activity?.Attempt ?? 0}"), CultureInfo.InvariantCulture),
            new(input.Get("queue", activity?.Options.TaskQueue.Name ?? "")),
            $"poll-{++stage.Polls}",
            input.Get("identity", "worker"),
            WorkflowTaskInputs.Build(input));
        stage.Commit(run, turn);
        if (taken)
        {
            Give(stage, run, run.State.Activities[activity!.ScheduledEventId]);
        }
        else
        {
            stage.Say("no task");
        }
    }

    /// <summary>`complete-activity ID [by-id|token=N] [fields of the request]`.</summary>
    public static void Complete(Stage stage, InputLine input)
    {
        var request = Fill(input, new RespondActivityTaskCompletedRequest { Identity = "worker" });
        With(stage, input, (turn, activity) =>
        {
            CompleteActivity.Decide(turn, activity, request.Result, request.Identity);
            return null;
        });
    }

    /// <summary>`fail-activity ID [by-id|token=N] [fields of the request]`.</summary>
    public static void Fail(Stage stage, InputLine input)
    {
        var request = Fill(input, new RespondActivityTaskFailedRequest { Identity = "worker" });
        With(stage, input, (turn, activity) =>
        {
            FailActivity.Decide(turn, activity, request.Failure, request.LastHeartbeatDetails, request.Identity);
            return null;
        });
    }

    /// <summary>`cancel-activity ID [by-id|token=N] [fields of the request]`.</summary>
    public static void Cancel(Stage stage, InputLine input)
    {
        var request = Fill(input, new RespondActivityTaskCanceledRequest { Identity = "worker" });
        With(stage, input, (turn, activity) =>
            CancelActivity.Decide(turn, activity, request.Details, request.Identity));
    }

    /// <summary>`heartbeat ID [by-id|token=N] [fields of the request]`.</summary>
    public static void Heartbeat(Stage stage, InputLine input)
    {
        var request = Fill(input, new RecordActivityTaskHeartbeatRequest { Identity = "worker" });
        With(stage, input, (turn, activity) =>
        {
            var answer = HeartbeatActivity.Decide(turn, activity, request.Details, request.Identity);
            foreach (var (isSo, word) in new[]
            {
                (answer.CancelRequested, "cancelRequested"),
                (answer.IsPaused, "activityPaused"),
                (answer.IsReset, "activityReset"),
            })
            {
                if (isSo)
                {
                    stage.Say(word);
                }
            }

            return null;
        });
    }

    /// <summary>Hands an attempt to a worker.</summary>
    public static void Give(Stage stage, Run run, Activity activity)
    {
        var token = new ActivityAttempt(activity.ScheduledEventId, activity.Attempt, activity.StartedTime);
        run.ActivityTokens.Add((activity.Options.ActivityId, token));
        var view = TaskViews.ActivityTask(run.State, activity, ByteString.Empty);
        stage.Say($"task {run.ActivityTokens.Count} "
            + WireText.Fields(view, "workflowNamespace", "workflowType", "workflowExecution"));
    }

    private static TRequest Fill<TRequest>(InputLine input, TRequest request)
        where TRequest : IMessage => WireFields.Fill(request, input.FieldsBut("token", "run"));

    private static void With(Stage stage, InputLine input, Func<Turn, Activity, Refusal?> decide)
    {
        var run = stage.RunOf(input);
        stage.Decide(run, turn => Find(run, input, out var activity) ?? decide(turn, activity!));
    }

    private static Refusal? Find(Run run, InputLine input, out Activity? activity)
    {
        if (input.Words.Contains("by-id"))
        {
            return input.Verb == "heartbeat"
                ? FindActivity.StartedById(run.State, input.Words[1], out activity)
                : FindActivity.ById(run.State, input.Words[1], out activity);
        }

        var token = input.Get("token") is { Length: > 0 } number
            ? run.ActivityTokens[int.Parse(number, CultureInfo.InvariantCulture) - 1].Token
            : run.ActivityTokens.LastOrDefault(given => given.ActivityId == input.Words[1]).Token;
        return FindActivity.ByToken(run.State, token, out activity);
    }
}
