using Cairn.Api.Common.V1;
using Cairn.Api.History.V1;
using Cairn.Api.WorkflowService.V1;
using Cairn.Exceptions;
using Cairn.Tests.Simulation.Checks;
using Google.Protobuf;

namespace Cairn.Tests.Simulation.Actors;

/// <summary>Reads histories page by page.</summary>
/// <param name="caller">Calls the server.</param>
/// <param name="ledger">What was promised.</param>
internal sealed class HistoryPages(Caller caller, Ledger ledger)
{
    /// <summary>Reads a history up to an event; null if it could not be read.</summary>
    public async Task<List<HistoryEvent>?> ReadAsync(WorkflowExecution execution, long end)
    {
        var events = new List<HistoryEvent>();
        var run = ledger.Runs.Find(execution.RunId);
        var token = ByteString.Empty;
        do
        {
            var request = new GetWorkflowExecutionHistoryRequest
            {
                Namespace = Wire.Namespace,
                Execution = execution,
                MaximumPageSize = caller.World.Dice.Of(3, 20, 0),
                NextPageToken = token,
            };
            var wasDeleted = run is { IsDeleted: true };
            var (page, refusal) = await caller.CallAsync(
                "read history",
                (service, context) => service.GetWorkflowExecutionHistoryAsync(request, context),
                page =>
                {
                    caller.World.Check(!wasDeleted, $"{execution} is deleted, and was read.");
                    ledger.Shown(execution.RunId, page.History.Events, withTask: true);
                });
            var mayBeMissing = refusal?.Code == RpcException.StatusCode.NotFound && run is { IsDeleted: true };
            caller.World.Check(refusal is null || mayBeMissing, $"{execution} cannot be read: {refusal}");
            if (page is null)
            {
                return null;
            }

            events.AddRange(page.History.Events);
            token = page.NextPageToken;
        }
        while (!token.IsEmpty);

        return [.. events.Where(e => e.EventId < end)];
    }
}
