using Cairn.Api.Enums.V1;
using Cairn.Exceptions;
using Cairn.Tests.Twins.Kit;
using Cairn.Workflows;

namespace Cairn.Tests.Twins.Scenarios;

/// <summary>Signals from one workflow to another.</summary>
internal static class Others
{
    public static IEnumerable<Twin> Twins =>
    [
        new("signals-another", async play =>
        {
            var id = play.Id("other");
            var other = await play.StartAsync((Entities.Entity w) => w.RunAsync(3), play.Options("other"));
            await play.ReachedAsync(other, EventType.WorkflowTaskCompleted);
            await play.EndAsync(await play.StartAsync((SignalsOther w) => w.RunAsync(id)));
            await play.EndAsync(other, "other");
        }),
        new("signals-a-missing-one", async play => await play.EndAsync(
            await play.StartAsync((SignalsMissing w) => w.RunAsync()))),
    ];

    [Workflow("signalsOther")]
    public sealed class SignalsOther
    {
        [WorkflowRun]
        public async Task<string> RunAsync(string target)
        {
            await Workflow.GetExternalWorkflowHandle<Entities.Entity>(target).SignalAsync(w => w.DoneAsync());
            return "signalled";
        }
    }

    [Workflow("signalsMissing")]
    public sealed class SignalsMissing
    {
        [WorkflowRun]
        public async Task<string> RunAsync()
        {
            var nobody = Workflow.GetExternalWorkflowHandle<Entities.Entity>("no-such-workflow");
            try
            {
                await nobody.SignalAsync(w => w.DoneAsync());
                return "no";
            }
            catch (ApplicationFailureException e)
            {
                return $"{e.GetType().Name}: {e.Message}";
            }
        }
    }
}
