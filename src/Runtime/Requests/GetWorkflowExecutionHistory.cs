using Cairn.Api.Enums.V1;
using Cairn.Api.History.V1;
using Cairn.Api.WorkflowService.V1;
using Cairn.Engine;
using Cairn.Protocol;
using Cairn.Runtime.Partitions;

namespace Cairn.Runtime.Requests;

/// <summary>Reads a page of a history; can wait for new events.</summary>
internal static class GetWorkflowExecutionHistory
{
    /// <summary>Answers the request.</summary>
    public static async Task<GetWorkflowExecutionHistoryResponse> HandleAsync(
        Node node, GetWorkflowExecutionHistoryRequest request, RpcContext context)
    {
        var @namespace = node.Namespaces.Find(request.Namespace);
        var execution = Targets.Check(request.Execution);
        var token = HistoryPages.ReadToken(request.NextPageToken, execution.RunId);
        var runId = token?.RunId ?? execution.RunId;
        var from = token?.NextEventId ?? 1;
        var deadline = Polls.Wait(node, context, Limits.HistoryPoll);
        while (true)
        {
            var page = await node.AskAsync(@namespace, execution.WorkflowId, runId, scope =>
                Page.Take(Targets.Find(scope, execution.WorkflowId, runId), from, request));
            if (page.Waiter is null || !await WaitAsync(node, page.Waiter, deadline, context))
            {
                return await page.ToResponseAsync(node, CloseEvents.FollowsNextRun(context));
            }

            runId = page.RunId;
        }
    }

    private static async Task<bool> WaitAsync(
        Node node, HistoryWaiter waiter, PollDeadline deadline, RpcContext context)
    {
        var left = deadline.Left > TimeSpan.Zero ? deadline.Left : TimeSpan.Zero;
        await using var timer = node.Options.WaitTime.CreateTimer(
            _ => waiter.GiveUp(), null, left, Timeout.InfiniteTimeSpan);
        await using var registration = context.CancellationToken.UnsafeRegister(
            (_, token) => waiter.Cancel(token), null);
        return await waiter.Notified;
    }

    /// <summary>The events that can be read now, and a waiter if there are none yet.</summary>
    private sealed record Page(
        string RunId, HistoryReader? Reader, HistoryEvent? CloseEvent, HistoryWaiter? Waiter, long? NextEventId)
    {
        public static Page Take(CachedExecution run, long from, GetWorkflowExecutionHistoryRequest request)
        {
            run.Waiters.RemoveAll(waiter => waiter.Notified.IsCompleted);
            var closeOnly = request.HistoryEventFilterType == HistoryEventFilterType.CloseEvent;
            return run.State.IsOpen && (closeOnly || (request.WaitNewEvent && from >= run.State.NextEventId))
                ? Later(run, from, closeOnly, request.WaitNewEvent)
                : closeOnly ? Closed(run) : Now(run, from, request);
        }

        public async Task<GetWorkflowExecutionHistoryResponse> ToResponseAsync(Node node, bool followsNextRun)
        {
            var response = new GetWorkflowExecutionHistoryResponse
            {
                History = Reader is null ? new History() : await Reader.ReadAsync(node),
            };
            if (CloseEvent is not null)
            {
                response.History.Events.Add(followsNextRun ? CloseEvent : CloseEvents.AsContinued(CloseEvent));
            }

            if (NextEventId is { } next)
            {
                response.NextPageToken = HistoryPages.Token(RunId, next);
            }

            return response;
        }

        private static Page Later(CachedExecution run, long from, bool closeOnly, bool waits)
        {
            var waiter = new HistoryWaiter(from, closeOnly);
            run.Waiters.Add(waiter);
            return new(run.State.Key.RunId.Value, Reader: null, CloseEvent: null, waiter, waits ? from : null);
        }

        private static Page Closed(CachedExecution run) => new(
            run.State.Key.RunId.Value, Reader: null, run.State.CloseEvent, Waiter: null, NextEventId: null);

        private static Page Now(CachedExecution run, long from, GetWorkflowExecutionHistoryRequest request)
        {
            var end = run.State.NextEventId;
            var to = Math.Min(end, Math.Min(from, end) + HistoryPages.Size(request.MaximumPageSize));
            var goesOn = to < end || (run.State.IsOpen && request.WaitNewEvent);
            return new(
                run.State.Key.RunId.Value,
                HistoryReader.Take(
                    run, Math.Min(from, end), to, withTransient: to == end && !request.WaitNewEvent),
                CloseEvent: null,
                Waiter: null,
                goesOn ? to : null);
        }
    }
}
