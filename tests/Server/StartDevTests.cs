using static Cairn.Api.Enums.V1.EventType;

namespace Cairn.Tests.Server;

public sealed class StartDevTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("cairn");

    private string Database => Path.Combine(folder.FullName, "cairn.db");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task A_workflow_outlives_the_server_that_is_killed_and_started_again_on_its_file()
    {
        using (var server = new ServerProcess("--db-filename", Database, "--port", "0"))
        {
            using var client = new RawClient(await server.ReadyAsync());
            await WorkflowByHand.StartAsync(client, "greeting");
            var first = await WorkflowByHand.PollAsync(client);
            Assert.Equal("greeting", first.WorkflowExecution.WorkflowId);
            await WorkflowByHand.ScheduleActivityAsync(client, first.TaskToken);
            server.Kill();
            await server.EndAsync();
        }

        using var again = new ServerProcess("--db-filename", Database, "--port=0", "--ip=127.0.0.1");
        using var after = new RawClient(await again.ReadyAsync());
        var activity = await WorkflowByHand.PollActivityAsync(after);
        Assert.Equal("Say", activity.ActivityType.Name);
        await WorkflowByHand.CompleteActivityAsync(after, activity.TaskToken);
        var second = await WorkflowByHand.PollAsync(after);
        await WorkflowByHand.CompleteAsync(after, second.TaskToken);

        Assert.Equal(
            [
                WorkflowExecutionStarted, WorkflowTaskScheduled, WorkflowTaskStarted, WorkflowTaskCompleted,
                ActivityTaskScheduled, ActivityTaskStarted, ActivityTaskCompleted,
                WorkflowTaskScheduled, WorkflowTaskStarted, WorkflowTaskCompleted, WorkflowExecutionCompleted,
            ],
            await WorkflowByHand.HistoryAsync(after, "greeting"));
    }

    [Fact]
    public async Task It_stops_cleanly_when_it_is_asked_to_with_a_poll_open()
    {
        using var server = new ServerProcess("--port", "0");
        using var client = new RawClient(await server.ReadyAsync());
        var poll = WorkflowByHand.PollAsync(client);
        await WorkflowByHand.StartAsync(client, "other");
        await poll;
        var waiting = WorkflowByHand.PollActivityAsync(client);
        await WorkflowByHand.HistoryAsync(client, "other");

        await server.TerminateAsync();

        Assert.Equal((0, ""), await server.EndAsync());
        Assert.Empty((await waiting).TaskToken);
    }

    [Fact]
    public async Task A_second_server_on_the_same_port_or_file_ends_with_a_clear_error()
    {
        using var server = new ServerProcess("--db-filename", Database, "--port", "0");
        var taken = await server.ReadyAsync();

        using var samePort = new ServerProcess("--port", $"{taken.Port}");
        using var sameFile = new ServerProcess("--db-filename", Database, "--port", "0");

        var (portCode, portError) = await samePort.EndAsync();
        Assert.Equal(1, portCode);
        Assert.Contains($"{taken}: address already in use", portError, StringComparison.Ordinal);
        var (fileCode, fileError) = await sameFile.EndAsync();
        Assert.Equal(1, fileCode);
        Assert.Contains(Database, fileError, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--colour", "unknown option --colour.")]
    [InlineData("--port", "--port needs a value.")]
    [InlineData("--port=70000", "--port must be a number from 0 to 65535, not 70000.")]
    [InlineData("--ip=here", "--ip must be an IP address, not here.")]
    public async Task A_word_that_it_does_not_understand_is_named(string word, string text)
    {
        using var server = new ServerProcess(word);

        var (code, error) = await server.EndAsync();

        Assert.Equal(1, code);
        Assert.StartsWith($"Error: {text}", error, StringComparison.Ordinal);
    }
}
