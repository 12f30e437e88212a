using System.CommandLine;
using Cairn.Api.Common.V1;
using Cairn.Cli.Options;
using Cairn.Cli.Verbs;

namespace Cairn.Cli.Workflows;

/// <summary>The options that name a workflow.</summary>
internal static class WorkflowReference
{
    public static readonly Option<string> Id =
        Texts.Required("--workflow-id", "ID", "The workflow's id.", "-w");

    public static readonly Option<string> RunId =
        Texts.Optional("--run-id", "ID", "The run. Default: the newest one.", "-r");

    /// <summary>Both.</summary>
    public static IEnumerable<Option> Options => [Id, RunId];

    /// <summary>The workflow.</summary>
    public static WorkflowExecution Of(Invocation call) =>
        new() { WorkflowId = call.Text(Id), RunId = call.Text(RunId) };
}
