using System.CommandLine;
using Cairn.Cli.Options;
using Cairn.Cli.Verbs;

namespace Cairn.Cli.Workflows;

/// <summary><c>cairn workflow signal-with-start</c>.</summary>
internal static class SignalWithStart
{
    private static readonly Option<string> Name = Texts.Required("--signal-name", "NAME", "The name of the signal.");

    private static readonly Input SignalInput = new("signal-");

    public static Command Command() => Verb.Of(
        "signal-with-start",
        "Sends a signal to a workflow, which is started if it does not run.",
        [.. StartOptions.All, Name, .. SignalInput.Options],
        async call =>
        {
            var start = StartOptions.Request(call);
            var answer = await call.Service.SignalWithStartWorkflowExecutionAsync(
                new()
                {
                    Namespace = start.Namespace,
                    WorkflowId = start.WorkflowId,
                    WorkflowType = start.WorkflowType,
                    TaskQueue = start.TaskQueue,
                    Input = start.Input,
                    WorkflowExecutionTimeout = start.WorkflowExecutionTimeout,
                    WorkflowRunTimeout = start.WorkflowRunTimeout,
                    WorkflowTaskTimeout = start.WorkflowTaskTimeout,
                    Identity = start.Identity,
                    RequestId = start.RequestId,
                    WorkflowIdReusePolicy = start.WorkflowIdReusePolicy,
                    WorkflowIdConflictPolicy = start.WorkflowIdConflictPolicy,
                    SignalName = call.Text(Name),
                    SignalInput = SignalInput.Read(call),
                    CronSchedule = start.CronSchedule,
                    Memo = start.Memo,
                    SearchAttributes = start.SearchAttributes,
                    WorkflowStartDelay = start.WorkflowStartDelay,
                    UserMetadata = start.UserMetadata,
                    Priority = start.Priority,
                    Header = start.Header,
                },
                call.Rpc);
            StartWorkflow.Show(
                call, (start, new() { WorkflowId = start.WorkflowId, RunId = answer.RunId }, answer.Started));
        });
}
