using Cairn.Workflows;

namespace Cairn.Tests.Sdk.Hosting;

[Workflow]
public class Greet
{
    [WorkflowRun]
    public Task<string> RunAsync(string name) => Workflow.ExecuteActivityAsync<string>(
        "Say", [name], new() { StartToCloseTimeout = TimeSpan.FromMinutes(1) });
}
