using Cairn.Client;
using Cairn.Exceptions;

namespace HumanApproval;

/// <summary>What approvers, and the links in their mails, call.</summary>
public static class Webhook
{
    /// <summary>Adds <c>POST /expenses/{id}/decision</c>, which hands a decision to its workflow.</summary>
    public static void MapDecisions(this IEndpointRouteBuilder app, ICairnClient client) =>
        app.MapPost("/expenses/{id}/decision", async (string id, Decision decision) =>
        {
            try
            {
                // The signal is durable when this returns: the caller need not send it again.
                await client.GetWorkflowHandle<ExpenseWorkflow>(id)
                    .SignalAsync(ExpenseWorkflowCalls.Decisions(decision));
                return Results.Accepted();
            }
            catch (RpcException unknown) when (unknown.Code == RpcException.StatusCode.NotFound)
            {
                return Results.NotFound($"No decision is awaited for {id}.");
            }
        });
}
