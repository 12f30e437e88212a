using System.CommandLine;
using Cairn.Cli.Tracing;
using Cairn.Cli.Verbs;

namespace Cairn.Cli.Workflows;

/// <summary><c>cairn workflow</c>.</summary>
internal static class WorkflowCommands
{
    public static Command Group() => Verb.Group(
        "workflow",
        "Starts workflows, looks at them, and sends them messages.",
        [
            StartWorkflow.Command(),
            ExecuteWorkflow.Command(),
            ShowResult.Command(),
            ShowHistory.Command(),
            DescribeWorkflow.Command(),
            TraceWorkflow.Command(),
            WhyWorkflow.Command(),
            ListWorkflows.Command(),
            CountWorkflows.Command(),
            SignalWorkflow.Command(),
            SignalWithStart.Command(),
            QueryWorkflow.Command(),
            QueryWorkflow.Stack(),
            QueryWorkflow.Metadata(),
            UpdateWorkflow.Command(),
            .. UpdateWithStart.Commands(),
            CancelWorkflow.Command(),
            TerminateWorkflow.Command(),
            DeleteWorkflow.Command(),
            ResetWorkflow.Command(),
            FixHistoryJson.Command(),
        ]);
}
