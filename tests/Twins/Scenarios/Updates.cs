using Cairn.Api.Enums.V1;
using Cairn.Exceptions;
using Cairn.Tests.Twins.Kit;
using Cairn.Workflows;

namespace Cairn.Tests.Twins.Scenarios;

/// <summary>An update that runs an activity before it answers.</summary>
internal static class Updates
{
    public static IEnumerable<Twin> Twins =>
    [
        new("update", async play =>
        {
            var handle = await play.StartAsync((WithUpdate w) => w.RunAsync());
            await play.ReachedAsync(handle, EventType.WorkflowTaskCompleted);
            play.Facts["said"] = await handle.ExecuteUpdateAsync(w => w.ApproveAsync("Grace"), new("the-update"));
            await play.EndAsync(handle);
        }),
    ];

    [Workflow("withUpdate")]
    public sealed class WithUpdate
    {
        private string? approver;

        [WorkflowRun]
        public async Task<string> RunAsync()
        {
            await Workflow.WaitConditionAsync(() => approver is not null && Workflow.AllHandlersFinished);
            return approver!;
        }

        [WorkflowUpdate("approve")]
        public async Task<string> ApproveAsync(string name)
        {
            var said = await Workflow.ExecuteActivityAsync(() => Acts.Greet(name), Acts.Quick);
            approver = name;
            return said;
        }

        [WorkflowUpdateValidator(nameof(ApproveAsync))]
        public void ValidateApprove(string name)
        {
            if (string.IsNullOrEmpty(name))
            {
                throw new ApplicationFailureException("a name is needed");
            }
        }
    }
}
