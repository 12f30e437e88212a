using System.CommandLine;
using System.Text.Json.Nodes;
using Cairn.Api.Common.V1;
using Cairn.Api.Enums.V1;
using Cairn.Cli.Options;
using Cairn.Cli.Output;
using Cairn.Cli.Verbs;

namespace Cairn.Cli.Workflows;

/// <summary><c>cairn workflow update</c>: execute, start, result and describe.</summary>
internal static class UpdateWorkflow
{
    private static readonly Option<string> Name = Texts.Required("--name", "NAME", "The name of the update.");

    private static readonly Option<string> UpdateId =
        Texts.Optional("--update-id", "ID", "The id of the update. Default: a new one.");

    private static readonly Option<string> KnownUpdateId =
        Texts.Required("--update-id", "ID", "The id of the update.");

    private static readonly Option<string> FirstRunId =
        Texts.Optional("--first-execution-run-id", "ID", "The first run of the chain of the workflow.");

    private static readonly Option<UpdateWorkflowExecutionLifecycleStage> Stage = Choice.Of(
        "--wait-for-stage",
        "What to wait for: accepted, which is also the default.",
        [("accepted", UpdateWorkflowExecutionLifecycleStage.Accepted)]);

    private static readonly IEnumerable<Option> Starting =
        [.. WorkflowReference.Options, Name, UpdateId, FirstRunId, .. Input.Default.Options, KeyValues.Headers];

    private static readonly IEnumerable<Option> Known = [.. WorkflowReference.Options, KnownUpdateId];

    public static Command Command() => Verb.Group(
        "update",
        "Sends updates to workflows, and asks for their results.",
        Verb.Of(
            "execute",
            "Sends an update and waits for its result. Exits with 1 if it fails.",
            Starting,
            call => SendAsync(call, UpdateWorkflowExecutionLifecycleStage.Completed)),
        Verb.Of(
            "start",
            "Sends an update and waits until it is accepted or rejected.",
            [.. Starting, Stage],
            call => SendAsync(call, UpdateWorkflowExecutionLifecycleStage.Accepted)),
        Verb.Of("result", "Waits for the result of an update. Exits with 1 if it fails.", Known, ResultAsync),
        Verb.Of("describe", "Shows how far an update is.", Known, DescribeAsync));

    private static async Task<int> SendAsync(Invocation call, UpdateWorkflowExecutionLifecycleStage stage)
    {
        var id = call.Has(UpdateId) ? call.Text(UpdateId) : Guid.NewGuid().ToString();
        var request = new Api.WorkflowService.V1.UpdateWorkflowExecutionRequest
        {
            Namespace = call.Namespace,
            WorkflowExecution = WorkflowReference.Of(call),
            FirstExecutionRunId = call.Text(FirstRunId),
            WaitPolicy = new() { LifecycleStage = stage },
            Request = new()
            {
                Meta = new() { UpdateId = id, Identity = call.Identity },
                Input = new()
                {
                    Name = call.Text(Name), Args = Input.Default.Read(call), Header = KeyValues.HeaderOf(call),
                },
            },
        };
        while (true)
        {
            var answer = await call.Service.UpdateWorkflowExecutionAsync(request, call.Rpc);
            if (answer.Stage >= UpdateWorkflowExecutionLifecycleStage.Accepted)
            {
                return await EndAsync(
                    call, request.WorkflowExecution, call.Text(Name), id, stage, answer.Outcome);
            }
        }
    }

    /// <summary>Waits for an accepted update if the stage says so, and shows it.</summary>
    /// <returns>The exit code.</returns>
    public static async Task<int> EndAsync(
        Invocation call,
        WorkflowExecution workflow,
        string? name,
        string id,
        UpdateWorkflowExecutionLifecycleStage stage,
        Api.Update.V1.Outcome? outcome)
    {
        while (outcome is null && stage == UpdateWorkflowExecutionLifecycleStage.Completed)
        {
            outcome = (await PollAsync(call, workflow, id, stage)).Outcome;
        }

        return Show(call, name, id, outcome);
    }

    private static Task<int> ResultAsync(Invocation call) => EndAsync(
        call,
        WorkflowReference.Of(call),
        name: null,
        call.Text(KnownUpdateId),
        UpdateWorkflowExecutionLifecycleStage.Completed,
        outcome: null);

    private static async Task<int> DescribeAsync(Invocation call)
    {
        var id = call.Text(KnownUpdateId);
        var answer = await PollAsync(
            call, WorkflowReference.Of(call), id, UpdateWorkflowExecutionLifecycleStage.Unspecified);
        if (!call.Print.Json(answer))
        {
            call.Print.Card(
                "Update:",
                [
                    ("UpdateId", id), ("Stage", $"{answer.Stage}"), ("Result", ProtoJson.Text(answer.Outcome?.Success)),
                    ("Failure", FailureText.Of(answer.Outcome?.Failure)),
                ]);
        }

        return 0;
    }

    private static Task<Api.WorkflowService.V1.PollWorkflowExecutionUpdateResponse> PollAsync(
        Invocation call, WorkflowExecution workflow, string id, UpdateWorkflowExecutionLifecycleStage stage) =>
        call.Service.PollWorkflowExecutionUpdateAsync(
            new()
            {
                Namespace = call.Namespace,
                UpdateRef = new() { WorkflowExecution = workflow, UpdateId = id },
                Identity = call.Identity,
                WaitPolicy = stage == UpdateWorkflowExecutionLifecycleStage.Unspecified
                    ? null
                    : new() { LifecycleStage = stage },
            },
            call.Rpc);

    private static int Show(Invocation call, string? name, string id, Api.Update.V1.Outcome? outcome)
    {
        if (!call.Print.Json(() => Json(name, id, outcome)))
        {
            call.Print.Card(
                "Update:",
                [
                    ("Name", name),
                    ("UpdateId", id),
                    ("Stage", outcome is null ? "Accepted" : "Completed"),
                    ("Result", ProtoJson.Text(outcome?.Success)),
                    ("Failure", FailureText.Of(outcome?.Failure)),
                ]);
        }

        return outcome?.Failure is null ? 0 : 1;
    }

    private static JsonObject Json(string? name, string id, Api.Update.V1.Outcome? outcome)
    {
        var json = new JsonObject
        {
            ["name"] = name,
            ["updateId"] = id,
        };
        if (outcome?.Success is { } result)
        {
            json["result"] = result.Payloads_ is [var only] ? ProtoJson.Value(only) : ProtoJson.Node(result, true);
        }

        if (outcome?.Failure is { } failure)
        {
            json["failure"] = ProtoJson.Node(failure, shorthand: true);
        }

        return json;
    }
}
