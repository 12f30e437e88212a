using System.CommandLine;
using Cairn.Cli.Verbs;

namespace Cairn.Cli.Workflows;

/// <summary><c>cairn workflow terminate</c>.</summary>
internal static class TerminateWorkflow
{
    public static Command Command() => Verb.Of(
        "terminate",
        "Ends a workflow at once, without its cleaning up.",
        Targets.Options,
        call => Targets.ApplyAsync(
            call,
            workflow => call.Service.TerminateWorkflowExecutionAsync(
                new()
                {
                    Namespace = call.Namespace,
                    WorkflowExecution = workflow,
                    Identity = call.Identity,
                    Reason = call.Has(Targets.Reason) ? call.Text(Targets.Reason) : $"cairn, by {call.Identity}",
                },
                call.Rpc),
            "The workflow was terminated.",
            batch => batch.TerminationOperation = new() { Identity = call.Identity }));
}
