using Cairn.Activities;
using Cairn.Client;
using Cairn.Testing;
using Cairn.Workflows;

namespace Cairn.Tests.Docs.Guides.WorkflowOrActivity;

/// <summary>The code of docs/guides/workflow-or-activity.md.</summary>
public sealed class WorkflowOrActivityGuide
{
    [Fact]
    public async Task The_invoice_is_sent_after_two_weeks()
    {
        var invoices = new Invoices();
        await using var env = await WorkflowEnvironment.StartTimeSkippingAsync();
        await using var worker = await env.StartWorkerAsync("invoices", options => options
            .AddWorkflow<InvoiceWorkflow>()
            .AddAllActivities<IInvoices>(invoices));
        await env.Client.ExecuteWorkflowAsync(InvoiceWorkflowCalls.Run("o-1", 12m), new("o-1", "invoices"));
        Assert.Equal(["o-1 12", "sent i-1"], invoices.Done);
    }
}

[ActivityDefaults(StartToClose = "00:00:10", MaxAttempts = 20)]
public interface IInvoices
{
    /// <summary>Creates the invoice, or returns the one that this order has already.</summary>
    [Activity]
    Task<string> CreateAsync(string order, decimal amount);

    [Activity]
    Task SendAsync(string invoice);
}

public sealed class Invoices : IInvoices
{
    public List<string> Done { get; } = [];

    public Task<string> CreateAsync(string order, decimal amount)
    {
        Done.Add($"{order} {amount}");
        return Task.FromResult("i-1");
    }

    public Task SendAsync(string invoice)
    {
        Done.Add($"sent {invoice}");
        return Task.CompletedTask;
    }
}

[Workflow]
public sealed class InvoiceWorkflow
{
    [WorkflowRun]
    public async Task<string> RunAsync(string order, decimal amount)
    {
        var invoice = await Workflow.ExecuteActivityAsync(IInvoicesCalls.Create(order, amount));
        await Workflow.DelayAsync(TimeSpan.FromDays(14));
        await Workflow.ExecuteActivityAsync(IInvoicesCalls.Send(invoice));
        return invoice;
    }
}
