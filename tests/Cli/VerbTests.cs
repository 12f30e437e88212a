using Cairn.Client;

namespace Cairn.Tests.Cli;

/// <summary>The verbs of a client, run as a user runs them: each a process of its own, its output in a pipe.</summary>
public sealed class VerbTests
{
    [Fact]
    public async Task A_workflow_is_started_described_and_explained()
    {
        using var server = ServerProcess.StartDev("--port", "0");
        var cairn = new Terminal(await server.ReadyAsync());
        var started = await cairn.JsonAsync(
            "workflow start --type Greet --task-queue queue -w a/b -i 1 -i {\"name\":\"Ada\"} -o json");
        Assert.Equal("a/b", (string?)started["workflowId"]);
        var described = await cairn.JsonAsync("workflow describe -w a/b -o json");
        Assert.Equal(
            (string?)started["runId"], (string?)described["workflowExecutionInfo"]!["execution"]!["runId"]);
        Assert.Equal("No worker polls task queue queue: start one.\n", await cairn.TextAsync("workflow why -w a/b"));
        Assert.Contains("Running  a/b", await cairn.TextAsync("workflow list"), StringComparison.Ordinal);
        Assert.Equal("Total: 1\n", await cairn.TextAsync("workflow count"));
        var history = await cairn.JsonAsync("workflow show -w a/b -o json");
        Assert.Equal(2, history["events"]!.AsArray().Count);
    }

    [Fact]
    public async Task The_end_of_a_workflow_is_its_exit_code()
    {
        using var server = ServerProcess.StartDev("--port", "0");
        var cairn = new Terminal(await server.ReadyAsync());
        using var connection = await CairnConnection.ConnectAsync(new(cairn.Address));
        await WorkflowByHand.StartAsync(connection.WorkflowService, "greeting");
        var task = await WorkflowByHand.PollAsync(connection.WorkflowService);
        await WorkflowByHand.CompleteAsync(connection.WorkflowService, task.TaskToken);
        Assert.Equal((0, ""), await cairn.EndAsync("workflow result -w greeting -o none"));

        await WorkflowByHand.StartAsync(connection.WorkflowService, "ended");
        await cairn.TextAsync("workflow terminate -w ended --reason enough");
        Assert.Equal((1, ""), await cairn.EndAsync("workflow result -w ended -o none"));
    }

    [Fact]
    public async Task A_namespace_a_search_attribute_and_a_schedule_are_made_and_removed()
    {
        using var server = ServerProcess.StartDev("--port", "0");
        var cairn = new Terminal(await server.ReadyAsync());
        await cairn.TextAsync("operator namespace create shop --retention 2d");
        Assert.Contains("Retention  2d", await cairn.TextAsync("operator namespace describe shop"));
        await cairn.TextAsync("operator search-attribute create -n shop --name Customer --type Keyword");
        Assert.Contains("Customer", await cairn.TextAsync("operator search-attribute list -n shop"));
        await cairn.TextAsync(
            "schedule create -n shop -s nightly --interval 1d/2h --type Clean --task-queue queue --notes tidy");
        Assert.Contains("every 1d at 2h", await cairn.TextAsync("schedule describe -n shop -s nightly"));
        await cairn.TextAsync("schedule toggle -n shop -s nightly --pause --reason holidays");
        var described = await cairn.JsonAsync("schedule describe -n shop -s nightly -o json");
        Assert.Equal("holidays", (string?)described["schedule"]!["state"]!["notes"]);
        await cairn.TextAsync("schedule delete -n shop -s nightly");
        Assert.Equal(
            (1, "Error: There is no schedule nightly.\n"),
            await cairn.EndAsync("schedule describe -n shop -s nightly"));
    }

    [Theory]
    [InlineData("workflow startt", "Error: unknown command startt. Did you mean start? See 'cairn workflow --help'.")]
    [InlineData("workflow describe -w none", "Error: workflow not found for ID: none.")]
    [InlineData(
        "workflow start --type T --task-queue q -i abc",
        "Error: --input is no JSON at line 1, position 1: abc. Strings need quotes of their own: '\"text\"'.")]
    [InlineData(
        "workflow terminate --workflow-id= --reason",
        "Error: --workflow-id needs a value. See 'cairn workflow terminate --help'.")]
    [InlineData(
        "workflow cancel", "Error: Say which workflow by --workflow-id, or which ones by --query, but not both.")]
    [InlineData("workflow list -o yaml", "Error: --output must be text, json, jsonl, none, not yaml. See "
        + "'cairn workflow list --help'.")]
    public async Task A_mistake_is_one_line_that_says_what_to_do(string words, string line)
    {
        using var server = ServerProcess.StartDev("--port", "0");
        var cairn = new Terminal(await server.ReadyAsync());
        Assert.Equal((1, line + "\n"), await cairn.EndAsync(words));
    }

    [Fact]
    public async Task What_could_command_the_terminal_is_written_as_an_escape()
    {
        using var server = ServerProcess.StartDev("--port", "0");
        var cairn = new Terminal(await server.ReadyAsync());
        await cairn.TextAsync("workflow start --type T --task-queue q -w a\u001b[2Jb\u202ec");
        foreach (var words in (string[])
            ["workflow list", "workflow describe -w a\u001b[2Jb\u202ec", "workflow list --color always"])
        {
            var text = await cairn.TextAsync(words);
            Assert.Contains(@"a\u001b[2Jb\u202ec", text, StringComparison.Ordinal);
            Assert.DoesNotContain("\u001b[2J", text, StringComparison.Ordinal);
            Assert.DoesNotContain("\u202e", text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_code_is_explained()
    {
        using var process = ServerProcess.Start(["explain", "[cairn1001]"]);
        Assert.StartsWith("# CAIRN1001: ", await process.RestAsync(), StringComparison.Ordinal);
        Assert.Equal((0, ""), await process.EndAsync());
    }
}
