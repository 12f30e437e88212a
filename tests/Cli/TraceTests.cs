using Cairn.Client;

namespace Cairn.Tests.Cli;

public sealed class TraceTests
{
    [Fact]
    public async Task A_trace_shows_activities_until_the_workflow_is_closed()
    {
        using var server = ServerProcess.StartDev("--port", "0");
        var cairn = new Terminal(await server.ReadyAsync());
        using var connection = await CairnConnection.ConnectAsync(new(cairn.Address));
        var service = connection.WorkflowService;
        await WorkflowByHand.StartAsync(service, "greeting");
        using var trace = cairn.Start("workflow trace -w greeting");
        await WorkflowByHand.ScheduleActivityAsync(service, (await WorkflowByHand.PollAsync(service)).TaskToken);
        await WorkflowByHand.CompleteActivityAsync(
            service, (await WorkflowByHand.PollActivityAsync(service)).TaskToken);
        await WorkflowByHand.CompleteAsync(service, (await WorkflowByHand.PollAsync(service)).TaskToken);

        var lines = (await trace.RestAsync()).Split('\n');

        Assert.Equal(3, lines.Length);
        Assert.StartsWith("✓ Greet greeting  ", lines[0], StringComparison.Ordinal);
        Assert.StartsWith("└─ ✓ Say (1)  ", lines[1], StringComparison.Ordinal);
        var json = await cairn.JsonAsync("workflow trace -w greeting -o json");
        Assert.Equal("Completed", (string?)json["children"]![0]!["state"]);
    }

    [Fact]
    public async Task A_trace_of_a_workflow_that_is_not_there_is_refused()
    {
        using var server = ServerProcess.StartDev("--port", "0");
        var cairn = new Terminal(await server.ReadyAsync());
        Assert.Equal(
            (1, "Error: workflow not found for ID: none.\n"), await cairn.EndAsync("workflow trace -w none"));
    }

    [Fact]
    public async Task An_old_history_is_rewritten_as_SDKs_read_it()
    {
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(
            file,
            """
            {"events":[{"eventId":"1","eventType":"WorkflowExecutionStarted",
            "workflowExecutionStartedEventAttributes":{"workflowType":{"name":"T"},"attempt":1}}]}
            """,
            TestContext.Current.CancellationToken);
        var cairn = new Terminal();

        var history = await cairn.JsonAsync($"workflow fix-history-json --source {file}");

        Assert.Equal("EVENT_TYPE_WORKFLOW_EXECUTION_STARTED", (string?)history["events"]![0]!["eventType"]);
        await File.WriteAllTextAsync(file, "[", TestContext.Current.CancellationToken);
        Assert.StartsWith(
            $"Error: {file} is no event history: ",
            (await cairn.AllAsync($"workflow fix-history-json --source {file}")).Errors,
            StringComparison.Ordinal);
        File.Delete(file);
    }
}
