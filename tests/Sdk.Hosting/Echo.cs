using Cairn.Workflows;

namespace Cairn.Tests.Sdk.Hosting;

[Workflow]
public class Echo
{
    [WorkflowRun]
    public Task<string> RunAsync(string text) => Task.FromResult(text);
}
