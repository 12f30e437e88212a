using System.CommandLine;
using Cairn.Cli.Verbs;

namespace Cairn.Cli.Workflows;

/// <summary><c>cairn workflow cancel</c>.</summary>
internal static class CancelWorkflow
{
    public static Command Command() => Verb.Of(
        "cancel",
        "Asks a workflow to end. It may clean up, or go on.",
        Targets.Options,
        call => Targets.ApplyAsync(
            call,
            workflow => call.Service.RequestCancelWorkflowExecutionAsync(
                new()
                {
                    Namespace = call.Namespace,
                    WorkflowExecution = workflow,
                    Identity = call.Identity,
                    RequestId = Guid.NewGuid().ToString(),
                    Reason = call.Text(Targets.Reason),
                },
                call.Rpc),
            "The workflow was asked to end.",
            batch => batch.CancellationOperation = new() { Identity = call.Identity }));
}
