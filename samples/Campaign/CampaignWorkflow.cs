using Cairn.Workflows;

namespace Campaign;

/// <summary>Sends the mails of a plan, one after the other, as long as the customer wants them.</summary>
[Workflow]
public class CampaignWorkflow
{
    private readonly IMail mail = Workflow.Activities<IMail>();
    private bool isUnsubscribed;

    [WorkflowSignal]
    public async Task UnsubscribeAsync() => isUnsubscribed = true;

    [WorkflowRun]
    public async Task<string> RunAsync(CampaignPlan plan)
    {
        foreach (var step in plan.Steps)
        {
            // Weeks, in one line: a timer of the engine. No thread waits, and a restart changes nothing.
            if (await Workflow.WaitConditionAsync(() => isUnsubscribed, step.Pause))
            {
                await mail.UnsubscribeAsync(plan.Customer);
                return "unsubscribed";
            }

            await mail.SendAsync(plan.Customer, step.Mail);
        }

        return "finished";
    }
}
