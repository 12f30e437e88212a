using Cairn.Activities;
using Cairn.Client;
using Cairn.Workflows;

namespace Cairn.Tests.Docs.Examples;

/// <summary>The code of docs/beyond-temporal.md on generated calls.</summary>
public static class CallExamples
{
    public static async Task<string> GreetAsync(ICairnClient client)
    {
        return
            await client.ExecuteWorkflowAsync(GreetWorkflowCalls.Run("Ada"), new("greet-ada", "greetings"));
    }
}

[ActivityDefaults(StartToClose = "00:00:10")]
public interface IGreeter
{
    [Activity]
    Task<string> GreetAsync(string name, string greeting = "Hello", CancellationToken cancellationToken = default);
}

[Workflow]
public class GreetWorkflow
{
    [WorkflowRun]
    public Task<string> RunAsync(string name) => Workflow.ExecuteActivityAsync(IGreeterCalls.Greet(name));
}
