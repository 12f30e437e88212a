using Cairn.Workflows;

namespace Cairn.Tests.Compatibility.Workers;

/// <summary>The next release: one workflow takes a new path where it may, another is mended.</summary>
public static class NextRelease
{
    [Workflow("versioned")]
    public class Versioned
    {
        private bool may;

        [WorkflowRun]
        public async Task<string> RunAsync()
        {
            var name = Workflow.Patched("new-path") ? "new path" : "old path";
            await Workflow.WaitConditionAsync(() => may);
            return await Workflow.ExecuteActivityAsync((Acts acts) => acts.Greet(name), Flows.Options);
        }

        [WorkflowSignal("go")]
        public Task GoAsync()
        {
            may = true;
            return Task.CompletedTask;
        }
    }

    [Workflow("mendable")]
    public class Mendable
    {
        [WorkflowRun]
        public Task<string> RunAsync() => Task.FromResult("mended");
    }
}
