using Cairn.Workflows;

namespace Cairn.Tests.Sdk.Generators;

[Workflow("Ship")]
public class ShippingWorkflow
{
    private readonly string receiver;

    [WorkflowInit]
    public ShippingWorkflow(string customer) => receiver = customer;

    [WorkflowRun]
    public async Task<string> RunAsync(string customer) => $"shipped to {receiver}";
}
