using System.CommandLine;
using Cairn.Cli.Verbs;

namespace Cairn.Cli.Workflows;

/// <summary><c>cairn workflow delete</c>.</summary>
internal static class DeleteWorkflow
{
    public static Command Command() => Verb.Of(
        "delete",
        "Removes a workflow with its history. One that runs is terminated first.",
        Targets.Options,
        call => Targets.ApplyAsync(
            call,
            workflow => call.Service.DeleteWorkflowExecutionAsync(
                new() { Namespace = call.Namespace, WorkflowExecution = workflow }, call.Rpc),
            "The workflow is deleted.",
            batch => batch.DeletionOperation = new() { Identity = call.Identity }));
}
