using Cairn.Exceptions;
using Cairn.Workflows;

namespace Polyglot;

/// <summary>Lets TypeScript write an invoice, and C# send it.</summary>
[Workflow]
public class InvoiceWorkflow
{
    private readonly ITexts texts = Workflow.Activities<ITexts>();
    private readonly IMail mail = Workflow.Activities<IMail>();

    [WorkflowRun]
    public async Task<string> RunAsync(Invoice invoice)
    {
        try
        {
            await mail.SendAsync(invoice.Customer, await texts.WriteInvoiceAsync(invoice));
            return "sent";
        }
        catch (ActivityFailureException failed)
            when (failed.InnerException is ApplicationFailureException { ErrorType: "UnknownCurrency" } unknown)
        {
            // An error of TypeScript has its type, its message and its stack here.
            return $"not sent: {unknown.Message}";
        }
    }
}
