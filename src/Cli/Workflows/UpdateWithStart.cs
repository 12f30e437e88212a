using System.CommandLine;
using Cairn.Api.Enums.V1;
using Cairn.Api.WorkflowService.V1;
using Cairn.Cli.Options;
using Cairn.Cli.Verbs;
using Operation = Cairn.Api.WorkflowService.V1.ExecuteMultiOperationRequest.Types.Operation;

namespace Cairn.Cli.Workflows;

/// <summary><c>cairn workflow start-update-with-start</c> and <c>execute-update-with-start</c>.</summary>
internal static class UpdateWithStart
{
    private static readonly Option<string> Name =
        Texts.Required("--update-name", "NAME", "The name of the update.", "--update-type");

    private static readonly Option<string> UpdateId =
        Texts.Optional("--update-id", "ID", "The id of the update. Default: a new one.");

    private static readonly Option<string> FirstRunId = Texts.Optional(
        "--update-first-execution-run-id", "ID", "The first run of the chain of a workflow that is running.");

    private static readonly Option<string> RunId =
        Texts.Optional("--run-id", "ID", "The run that is to get the update. Default: the newest one.", "-r");

    private static readonly Option<UpdateWorkflowExecutionLifecycleStage> Stage = Choice.Of(
        "--update-wait-for-stage",
        "What to wait for: accepted, which is also the default.",
        [("accepted", UpdateWorkflowExecutionLifecycleStage.Accepted)]);

    private static readonly Input UpdateInput = new("update-");

    private static IEnumerable<Option> Options =>
        [.. StartOptions.All, Name, UpdateId, FirstRunId, RunId, .. UpdateInput.Options];

    public static IEnumerable<Command> Commands() =>
    [
        Verb.Of(
            "start-update-with-start",
            "Starts a workflow if it does not run, sends it an update, and waits until that is accepted or rejected.",
            [.. Options, Stage],
            call => SendAsync(call, UpdateWorkflowExecutionLifecycleStage.Accepted)),
        Verb.Of(
            "execute-update-with-start",
            "Starts a workflow if it does not run, sends it an update, and waits for the result of that.",
            Options,
            call => SendAsync(call, UpdateWorkflowExecutionLifecycleStage.Completed)),
    ];

    private static async Task<int> SendAsync(Invocation call, UpdateWorkflowExecutionLifecycleStage stage)
    {
        var start = StartOptions.Request(call);
        var id = call.Has(UpdateId) ? call.Text(UpdateId) : Guid.NewGuid().ToString();
        var update = new UpdateWorkflowExecutionRequest
        {
            Namespace = call.Namespace,
            WorkflowExecution = new() { WorkflowId = start.WorkflowId, RunId = call.Text(RunId) },
            FirstExecutionRunId = call.Text(FirstRunId),
            WaitPolicy = new() { LifecycleStage = stage },
            Request = new()
            {
                Meta = new() { UpdateId = id, Identity = call.Identity },
                Input = new() { Name = call.Text(Name), Args = UpdateInput.Read(call) },
            },
        };
        while (true)
        {
            var answer = await call.Service.ExecuteMultiOperationAsync(
                new()
                {
                    Namespace = call.Namespace,
                    Operations =
                    {
                        new Operation { StartWorkflow = start }, new Operation { UpdateWorkflow = update },
                    },
                },
                call.Rpc);
            var sent = answer.Responses[1].UpdateWorkflow;
            if (sent.Stage >= UpdateWorkflowExecutionLifecycleStage.Accepted)
            {
                return await UpdateWorkflow.EndAsync(
                    call, sent.UpdateRef.WorkflowExecution, call.Text(Name), id, stage, sent.Outcome);
            }
        }
    }
}
