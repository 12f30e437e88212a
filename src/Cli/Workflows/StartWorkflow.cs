using System.CommandLine;
using System.Text.Json.Nodes;
using Cairn.Api.Common.V1;
using Cairn.Api.WorkflowService.V1;
using Cairn.Cli.Verbs;

namespace Cairn.Cli.Workflows;

/// <summary><c>cairn workflow start</c>.</summary>
internal static class StartWorkflow
{
    public static Command Command() => Verb.Of(
        "start",
        "Starts a workflow, and does not wait for its end.",
        StartOptions.All,
        async call => Show(call, await StartAsync(call)));

    /// <summary>Starts it; the request, and the run that it got.</summary>
    /// <returns>The request, the run that it got, and whether that is a new one.</returns>
    public static async Task<(StartWorkflowExecutionRequest Request, WorkflowExecution Run, bool IsNew)> StartAsync(
        Invocation call)
    {
        var request = StartOptions.Request(call);
        var started = await call.Service.StartWorkflowExecutionAsync(request, call.Rpc);
        return (request, new() { WorkflowId = request.WorkflowId, RunId = started.RunId }, started.Started);
    }

    /// <summary>Says what was started.</summary>
    public static void Show(
        Invocation call, (StartWorkflowExecutionRequest Request, WorkflowExecution Run, bool IsNew) started)
    {
        if (call.Print.Json(() => Json(started.Request, started.Run)))
        {
            return;
        }

        call.Print.Card(TitleOf(started.IsNew), Entries(started.Request, started.Run));
    }

    /// <summary>What is shown of a run, in the words of Temporal's command line.</summary>
    public static string TitleOf(bool isNew) =>
        isNew ? "Running execution:" : "Running execution, which was there already:";

    /// <summary>What was started, in JSON.</summary>
    public static JsonObject Json(StartWorkflowExecutionRequest request, WorkflowExecution run) => new()
    {
        ["workflowId"] = run.WorkflowId,
        ["runId"] = run.RunId,
        ["type"] = request.WorkflowType.Name,
        ["namespace"] = request.Namespace,
        ["taskQueue"] = request.TaskQueue.Name,
    };

    /// <summary>What was started, for people.</summary>
    public static IEnumerable<(string Name, string? Value)> Entries(
        StartWorkflowExecutionRequest request, WorkflowExecution run) =>
    [
        ("WorkflowId", run.WorkflowId),
        ("RunId", run.RunId),
        ("Type", request.WorkflowType.Name),
        ("Namespace", request.Namespace),
        ("TaskQueue", request.TaskQueue.Name),
    ];
}
