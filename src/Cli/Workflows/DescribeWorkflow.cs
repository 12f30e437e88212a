using System.CommandLine;
using Cairn.Api.Enums.V1;
using Cairn.Api.WorkflowService.V1;
using Cairn.Cli.Options;
using Cairn.Cli.Output;
using Cairn.Cli.Verbs;

namespace Cairn.Cli.Workflows;

/// <summary><c>cairn workflow describe</c>.</summary>
internal static class DescribeWorkflow
{
    private static readonly Option<bool> ResetPoints =
        Texts.Switch("--reset-points", "Shows only where the workflow can be reset to.");

    private static readonly Option<bool> Raw = Texts.Switch("--raw", "Shows the answer of the server as JSON.");

    public static Command Command() => Verb.Of(
        "describe",
        "Shows what a workflow is, how far it is, and what it waits for.",
        [.. WorkflowReference.Options, ResetPoints, Raw],
        RunAsync);

    /// <summary>Asks the server.</summary>
    public static Task<DescribeWorkflowExecutionResponse> AskAsync(Invocation call) =>
        call.Service.DescribeWorkflowExecutionAsync(
            new() { Namespace = call.Namespace, Execution = WorkflowReference.Of(call) }, call.Rpc);

    private static async Task RunAsync(Invocation call)
    {
        var answer = await AskAsync(call);
        if (call.Get(ResetPoints))
        {
            ShowResetPoints(call, answer);
        }
        else if (call.Get(Raw) && call.Print.IsText)
        {
            call.Print.Line(ProtoJson.Write(ProtoJson.Node(answer, shorthand: true), indented: true));
        }
        else if (!call.Print.Json(answer))
        {
            await ShowAsync(call, answer);
        }
    }

    private static async Task ShowAsync(Invocation call, DescribeWorkflowExecutionResponse answer)
    {
        var (print, times) = (call.Print, call.Print.Times);
        var info = answer.WorkflowExecutionInfo;
        print.Card(
            "Execution Info:",
            [
                ("WorkflowId", info.Execution.WorkflowId),
                ("RunId", info.Execution.RunId),
                ("Type", info.Type.Name),
                ("Status", $"{info.Status}"),
                ("Namespace", call.Namespace),
                ("TaskQueue", info.TaskQueue),
                ("StartTime", times.Of(info.StartTime)),
                ("ExecutionTime", times.Of(info.ExecutionTime)),
                ("CloseTime", times.Of(info.CloseTime)),
                ("RunTime", Times.Of(info.ExecutionDuration)),
                ("RunTimeout", Times.Of(answer.ExecutionConfig?.WorkflowRunTimeout)),
                ("ExecutionTimeout", Times.Of(answer.ExecutionConfig?.WorkflowExecutionTimeout)),
                ("Parent", info.ParentExecution?.WorkflowId),
                ("HistoryLength", $"{info.HistoryLength}"),
                ("HistorySize", $"{info.HistorySizeBytes:N0} bytes"),
                ("StateTransitions", $"{info.StateTransitionCount}"),
                ("Memo", Entries(info.Memo?.Fields)),
                ("SearchAttributes", Entries(info.SearchAttributes?.IndexedFields)),
            ]);
        if (answer.PendingWorkflowTask is { } task)
        {
            print.Card(
                "Pending Workflow Task:",
                [
                    ("State", $"{task.State}"),
                    ("Attempt", $"{task.Attempt}"),
                    ("Scheduled", times.Of(task.ScheduledTime)),
                    ("Started", times.Of(task.StartedTime)),
                ]);
        }

        if (answer.PendingWorkflowTask is { Attempt: > 1 })
        {
            print.Line($"Its workflow task fails. 'cairn workflow why -w {info.Execution.WorkflowId}' says why.\n");
        }

        foreach (var activity in answer.PendingActivities)
        {
            print.Card("Pending Activity:", PendingActivity(activity, times));
        }

        foreach (var child in answer.PendingChildren)
        {
            print.Card(
                "Pending Child:",
                [
                    ("WorkflowId", child.WorkflowId), ("RunId", child.RunId), ("Type", child.WorkflowTypeName),
                    ("ParentClosePolicy", $"{child.ParentClosePolicy}"),
                ]);
        }

        if (info.Status != WorkflowExecutionStatus.Running)
        {
            var close = await Histories.CloseAsync(call, info.Execution);
            ShowResult.Show(call, Outcome.Of(close), null);
        }
    }

    /// <summary>A pending activity, for people.</summary>
    public static IEnumerable<(string Name, string? Value)> PendingActivity(
        Api.Workflow.V1.PendingActivityInfo activity, Times times) =>
    [
        ("ActivityId", activity.ActivityId),
        ("Type", activity.ActivityType?.Name),
        ("State", $"{activity.State}{(activity.Paused ? ", paused" : string.Empty)}"),
        ("Attempt", activity.MaximumAttempts > 0
            ? $"{activity.Attempt} of {activity.MaximumAttempts}"
            : $"{activity.Attempt}"),
        ("LastStarted", times.Of(activity.LastStartedTime)),
        ("NextAttempt", times.Of(activity.NextAttemptScheduleTime)),
        ("Expires", times.Of(activity.ExpirationTime)),
        ("LastHeartbeat", times.Of(activity.LastHeartbeatTime)),
        ("HeartbeatDetails", ProtoJson.Text(activity.HeartbeatDetails)),
        ("LastWorker", activity.LastWorkerIdentity),
        ("LastFailure", FailureText.Of(activity.LastFailure)),
    ];

    private static void ShowResetPoints(Invocation call, DescribeWorkflowExecutionResponse answer)
    {
        var points = answer.WorkflowExecutionInfo.AutoResetPoints?.Points ?? [];
        if (call.Print.Format is OutputFormat.Json or OutputFormat.JsonLines)
        {
            call.Print.BeginList();
            foreach (var point in points)
            {
                call.Print.Item(point);
            }

            call.Print.EndList();
            return;
        }

        call.Print.Table(
            ["BuildId", "EventId", "RunId", "Created", "Resettable"],
            [
                .. points.Select(point => new[]
                {
                    point.BuildId, $"{point.FirstWorkflowTaskCompletedId}", point.RunId,
                    call.Print.Times.Of(point.CreateTime), point.Resettable ? "yes" : "no",
                }),
            ]);
    }

    private static string Entries(IEnumerable<KeyValuePair<string, Api.Common.V1.Payload>>? fields) =>
        string.Join(", ", (fields ?? []).Select(field => $"{field.Key}={ProtoJson.Text(field.Value)}"));
}
