using Cairn.Workflows;

namespace Campaign;

/// <summary>One issue of the newsletter: a schedule starts it each week.</summary>
[Workflow]
public class NewsletterWorkflow
{
    private const int MailsAtATime = 5;

    private readonly IMail mail = Workflow.Activities<IMail>();

    [WorkflowRun]
    public async Task<int> RunAsync()
    {
        var sent = await Workflow.MapAsync(
            await mail.SubscribersAsync(), customer => mail.SendAsync(customer, "newsletter"), MailsAtATime);
        return sent.Count - sent.Failures.Count;
    }
}
