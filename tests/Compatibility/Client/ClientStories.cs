using System.Text.Json;
using Cairn.Api.History.V1;
using Cairn.Client;
using Cairn.Common;
using Cairn.Exceptions;

namespace Cairn.Tests.Compatibility.Client;

/// <summary>What a client of Cairn's SDK does, and what it sees; node/stories.js has the same.</summary>
internal sealed class ClientStories(CairnClient client)
{
    private static readonly SearchAttributeKey<string> s_region = SearchAttributeKey.CreateKeyword("Region");
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(2);

    /// <summary>Plays one story: its name, then its arguments.</summary>
    public Task<object> PlayAsync(JsonElement[] line)
    {
        string Text(int i) => line[i].GetString()!;
        return Text(0) switch
        {
            "entity" => EntityAsync(Text(1)),
            "approvalInTime" => ApprovalInTimeAsync(Text(1)),
            "update" => UpdateAsync(Text(1)),
            "cancellation" => CancellationAsync(Text(1)),
            "finding" => FindingAsync(Text(1)),
            "countdown" => CountdownAsync(Text(1), line[2]),
            "begin" => BeginAsync(Text(1), Text(2), line[3..]),
            "signal" => SignalAsync(client.GetWorkflowHandle(Text(1)), Text(2), line[3..]),
            "query" => QueryAsync(client.GetWorkflowHandle(Text(1)), Text(2)),
            "reached" => ReachedAsync(client.GetWorkflowHandle(Text(1)), Text(2), line[3].GetInt32()),
            "outcome" => OutcomeAsync(client.GetWorkflowHandle(Text(1))),
            var type => RunAsync(type, Text(1), line[2..]),
        };
    }

    private async Task<object> RunAsync(string type, string taskQueue, JsonElement[] arguments)
    {
        var handle = await StartAsync(taskQueue, type, [.. arguments]);
        return new { outcome = await ResultAsync(handle), activities = await ActivitiesAsync(handle) };
    }

    private async Task<object> EntityAsync(string taskQueue)
    {
        var handle = await StartAsync(taskQueue, "entity", 1);
        await handle.SignalAsync("add", [2]);
        await ReachedAsync(handle, "workflowTaskCompleted", 1);
        await handle.SignalAsync("add", [4]);
        var total = await handle.QueryAsync<int>("total", []);
        await handle.SignalAsync("close", []);
        return new { total, outcome = await ResultAsync(handle) };
    }

    private async Task<object> ApprovalInTimeAsync(string taskQueue)
    {
        var handle = await StartAsync(taskQueue, "approval", 600_000);
        await ReachedAsync(handle, "timerStarted", 1);
        await handle.SignalAsync("approve", ["Grace"]);
        return new { outcome = await ResultAsync(handle), cancelledTimers = await CountAsync(handle, "timerCanceled") };
    }

    private async Task<object> UpdateAsync(string taskQueue)
    {
        var handle = await StartAsync(taskQueue, "approvalByUpdate");
        var refused = await Assert.ThrowsAsync<WorkflowUpdateFailedException>(
            () => handle.ExecuteUpdateAsync<string>("approve", [""]));
        var said = await handle.ExecuteUpdateAsync<string>("approve", ["Grace"]);
        return new { refused = refused.InnerException?.Message, said, outcome = await ResultAsync(handle) };
    }

    private async Task<object> CancellationAsync(string taskQueue)
    {
        var handle = await StartAsync(taskQueue, "cancellable");
        await UntilAsync(async () =>
            (await handle.DescribeAsync()).PendingActivities.Any(activity => activity.LastHeartbeatTime is not null));
        await handle.CancelAsync();
        return new { outcome = await ResultAsync(handle), activities = await ActivitiesAsync(handle) };
    }

    private async Task<object> FindingAsync(string taskQueue)
    {
        var region = $"{Guid.NewGuid()}";
        var handle = await client.StartWorkflowAsync("greets", ["Ada"], new($"greets-{region}", taskQueue)
        {
            TypedSearchAttributes = new SearchAttributeCollection.Builder().Set(s_region, region)
                .ToSearchAttributeCollection(),
        });
        var outcome = await ResultAsync(handle);
        var query = $"Region = '{region}' AND ExecutionStatus = 'Completed'";
        await UntilAsync(async () => (await client.CountWorkflowsAsync(query)).Count == 1);
        var found = new List<string>();
        await foreach (var one in client.ListWorkflowsAsync(query))
        {
            found.Add(one.WorkflowType);
        }

        // What has no region is counted too.
        await StartAsync(taskQueue, "greets", "nobody");
        var groups = (await client.CountWorkflowsAsync("GROUP BY Region")).Groups;
        var alike = groups.Single(group => region.Equals(group.GroupValues.Single())).Count;
        var attributes = (await handle.DescribeAsync()).TypedSearchAttributes;
        return new { outcome, found, alike, isSame = attributes.Get(s_region) == region };
    }

    private async Task<object> CountdownAsync(string taskQueue, JsonElement from)
    {
        var handle = await StartAsync(taskQueue, "countdown", from);
        var outcome = await ResultAsync(handle);
        var firstRun = client.GetWorkflowHandle(handle.Id, handle.FirstExecutionRunId);
        var last = (await firstRun.FetchHistoryAsync()).Events.Last();
        var next = last.WorkflowExecutionContinuedAsNewEventAttributes.NewExecutionRunId;
        return new { outcome, isAnother = next != handle.FirstExecutionRunId };
    }

    // What follows goes on where an earlier line left off: a worker is replaced in between.
    private async Task<object> BeginAsync(string taskQueue, string type, JsonElement[] arguments) =>
        new { workflowId = (await StartAsync(taskQueue, type, [.. arguments])).Id };

    private static async Task<object> SignalAsync(WorkflowHandle handle, string name, JsonElement[] arguments)
    {
        await handle.SignalAsync(name, [.. arguments]);
        return new { };
    }

    private static async Task<object> QueryAsync(WorkflowHandle handle, string name) =>
        new { answer = await handle.QueryAsync<JsonElement>(name, []) };

    private static async Task<object> ReachedAsync(WorkflowHandle handle, string kind, int times)
    {
        await UntilAsync(async () => await CountAsync(handle, kind) >= times);
        return new { };
    }

    private static async Task<object> OutcomeAsync(WorkflowHandle handle) =>
        new { outcome = await ResultAsync(handle) };

    private Task<WorkflowHandle> StartAsync(
        string taskQueue, string type, params IReadOnlyCollection<object?> arguments) =>
        client.StartWorkflowAsync(type, arguments, new($"{type}-{Guid.NewGuid()}", taskQueue)
        {
            TaskTimeout = TimeSpan.FromSeconds(5),
        });

    private static async Task<object?> ResultAsync(WorkflowHandle handle)
    {
        try
        {
            return await handle.GetResultAsync<JsonElement?>();
        }
        catch (WorkflowFailedException e)
        {
            var cause = e.GetBaseException();
            return cause is CanceledFailureException ? "cancelled" : $"failed: {cause.Message}";
        }
    }

    private static async Task<IReadOnlyCollection<HistoryEvent>> EventsAsync(WorkflowHandle handle) =>
        (await handle.FetchHistoryAsync()).Events;

    private static async Task<int> CountAsync(WorkflowHandle handle, string kind) => (await EventsAsync(handle))
        .Count(e => $"{e.AttributesCase}".Equals($"{kind}EventAttributes", StringComparison.OrdinalIgnoreCase));

    private static async Task<string[]> ActivitiesAsync(WorkflowHandle handle) =>
    [
        .. from e in await EventsAsync(handle)
           where e.ActivityTaskScheduledEventAttributes is not null
           select e.ActivityTaskScheduledEventAttributes.ActivityType.Name,
    ];

    private static async Task UntilAsync(Func<Task<bool>> ask)
    {
        using var deadline = new CancellationTokenSource(s_patience);
        while (!await ask())
        {
            await Task.Delay(50, deadline.Token);
        }
    }
}
