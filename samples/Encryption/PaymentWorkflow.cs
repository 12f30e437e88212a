using Cairn.Workflows;

namespace Encryption;

/// <summary>Pays an order. It knows nothing of encryption.</summary>
[Workflow]
public class PaymentWorkflow
{
    private readonly ICards cards = Workflow.Activities<ICards>();

    [WorkflowRun]
    public Task<string> RunAsync(Payment payment) => cards.ChargeAsync(payment);
}
