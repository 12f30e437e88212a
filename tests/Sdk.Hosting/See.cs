using Cairn.Workflows;

namespace Cairn.Tests.Sdk.Hosting;

[Workflow]
public class See
{
    [WorkflowRun]
    public async Task<string> RunAsync() => await Workflow.ExecuteActivityAsync(
        (Seeing seeing) => seeing.LookAsync(), new() { StartToCloseTimeout = TimeSpan.FromMinutes(1) });
}
