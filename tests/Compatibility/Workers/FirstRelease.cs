using Cairn.Workflows;

namespace Cairn.Tests.Compatibility.Workers;

/// <summary>Workflows of which the next release is another.</summary>
public static class FirstRelease
{
    [Workflow("versioned")]
    public class Versioned
    {
        private bool may;

        [WorkflowRun]
        public async Task<string> RunAsync()
        {
            await Workflow.WaitConditionAsync(() => may);
            return await Workflow.ExecuteActivityAsync((Acts acts) => acts.Greet("old path"), Flows.Options);
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
        public Task<string> RunAsync() => throw new InvalidOperationException("a bug");
    }
}
