using System.CommandLine;
using Cairn.Cli.Options;
using Cairn.Cli.Verbs;

namespace Cairn.Cli.Workflows;

/// <summary><c>cairn workflow signal</c>.</summary>
internal static class SignalWorkflow
{
    private static readonly Option<string> Name = Texts.Required("--name", "NAME", "The name of the signal.");

    public static Command Command() => Verb.Of(
        "signal",
        "Sends a signal to a workflow.",
        [.. Targets.Options, Name, .. Input.Default.Options, KeyValues.Headers],
        call =>
        {
            var input = Input.Default.Read(call);
            var header = KeyValues.HeaderOf(call);
            return Targets.ApplyAsync(
                call,
                workflow => call.Service.SignalWorkflowExecutionAsync(
                    new()
                    {
                        Namespace = call.Namespace,
                        WorkflowExecution = workflow,
                        SignalName = call.Text(Name),
                        Input = input,
                        Header = header,
                        Identity = call.Identity,
                        RequestId = Guid.NewGuid().ToString(),
                    },
                    call.Rpc),
                "The signal was sent.",
                batch => batch.SignalOperation = new()
                {
                    Signal = call.Text(Name), Input = input, Header = header, Identity = call.Identity,
                });
        });
}
