using System.Globalization;
using System.Text.Json;
using Cairn.Client;
using static Cairn.Api.Enums.V1.EventType;

namespace Cairn.Tests.Cli;

public sealed class StartDevTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("cairn");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string Database => Path.Combine(folder.FullName, "cairn.db");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task A_workflow_outlives_the_server_that_is_killed_and_started_again_on_its_file()
    {
        using (var server = ServerProcess.StartDev("--db-filename", Database, "--port", "0"))
        {
            using var connection = await server.ConnectAsync();
            var client = connection.WorkflowService;
            await WorkflowByHand.StartAsync(client, "greeting");
            var first = await WorkflowByHand.PollAsync(client);
            Assert.Equal("greeting", first.WorkflowExecution.WorkflowId);
            await WorkflowByHand.ScheduleActivityAsync(client, first.TaskToken);
            server.Kill();
            await server.EndAsync();
        }

        using var again = ServerProcess.StartDev("-f", Database, "--port=0", "--ip=127.0.0.1");
        using var reconnected = await again.ConnectAsync();
        var after = reconnected.WorkflowService;
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
    public async Task It_answers_the_health_check()
    {
        using var server = ServerProcess.StartDev("--port", "0", "--headless");
        using var connection = await server.ConnectAsync();

        Assert.True(await connection.CheckHealthAsync());
    }

    [Fact]
    public async Task A_second_server_on_the_same_port_or_file_ends_with_a_clear_error()
    {
        using var server = ServerProcess.StartDev("--db-filename", Database, "--port", "0");
        var taken = await server.ReadyAsync();

        using var samePort = ServerProcess.StartDev("--port", $"{taken.Port}");
        using var sameHttp = ServerProcess.StartDev("--port", "0", "--http-port", $"{taken.Port}");
        using var sameMetrics = ServerProcess.StartDev("--port", "0", "--metrics-port", $"{taken.Port}");
        using var sameFile = ServerProcess.StartDev("--db-filename", Database, "--port", "0");

        foreach (var second in (ServerProcess[])[samePort, sameHttp, sameMetrics])
        {
            var (code, error) = await second.EndAsync();
            Assert.Equal(1, code);
            Assert.EndsWith(
                $"{taken}: address already in use. Stop the program that listens there, or choose another port "
                + "with --port, --http-port or --metrics-port.",
                Assert.Single(Lines(error)),
                StringComparison.Ordinal);
        }

        var (fileCode, fileError) = await sameFile.EndAsync();
        Assert.Equal(1, fileCode);
        Assert.Contains(Database, Assert.Single(Lines(fileError)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--port", "{0}")]
    [InlineData("--port", "0", "--http-port", "{0}")]
    [InlineData("--port", "0", "--metrics-port", "{0}")]
    [InlineData("--port", "0", "--tls-cert-path", "no.pem", "--tls-key-path", "no.pem")]
    public async Task A_server_that_cannot_start_leaves_no_database_behind(params string[] options)
    {
        using var server = ServerProcess.StartDev("--port", "0");
        var taken = (await server.ReadyAsync()).Port.ToString(CultureInfo.InvariantCulture);
        using var refused = ServerProcess.Start(
            ["server", .. options.Select(option => option.Replace("{0}", taken, StringComparison.Ordinal))],
            folder.FullName);

        Assert.Equal(1, (await refused.EndAsync()).Code);
        Assert.Empty(folder.GetFileSystemInfos());
    }

    [Theory]
    [InlineData("--colour", "unknown option --colour. Did you mean --color?")]
    [InlineData("colour", "unknown word colour.")]
    [InlineData("--port", "--port needs a value.")]
    [InlineData("--port=70000", "--port must be a number from 0 to 65535, not 70000.")]
    [InlineData("--port=-1", "--port must be a number from 0 to 65535, not -1.")]
    [InlineData("--http-port=x", "--http-port must be a number from 0 to 65535, not x.")]
    [InlineData(
        "--http-cors-origin=here",
        "--http-cors-origin must be * or a scheme and a host, such as https://ops.example.com, not here.")]
    [InlineData("--metrics-port=x", "--metrics-port must be a number from 0 to 65535, not x.")]
    [InlineData("--ip=here", "--ip must be an IP address, not here.")]
    [InlineData("--db-filename=", "--db-filename needs a value.")]
    [InlineData("--namespace=", "--namespace needs a value.")]
    [InlineData("--tls-cert-path=", "--tls-cert-path needs a value.")]
    [InlineData("--metrics-ip=here", "--metrics-ip must be an IP address, not here.")]
    [InlineData("--headless=yes", "unknown word yes.")]
    [InlineData("--log-level=loud", "--log-level must be debug, info, warn, error, never, not loud.")]
    [InlineData("--log-format=xml", "--log-format must be text, json, not xml.")]
    [InlineData(
        "--dynamic-config-value=no.such=1",
        "--dynamic-config-value knows the settings callback.allowedAddresses, chasm.callback.allowedAddresses, "
        + "component.callbacks.allowedAddresses, written KEY=VALUE, not no.such=1.")]
    [InlineData(
        """--dynamic-config-value=callback.allowedAddresses=[{"Patern":"*"}]""",
        """callback.allowedAddresses must be like [{"Pattern":"localhost:*","AllowInsecure":true}], """
        + """not [{"Patern":"*"}].""")]
    public async Task A_word_that_it_does_not_understand_is_named(string word, string text)
    {
        using var server = ServerProcess.StartDev(word);

        var (code, error) = await server.EndAsync();

        Assert.Equal(1, code);
        Assert.Equal($"Error: {text} See 'cairn server start-dev --help'.", Assert.Single(Lines(error)));
    }

    [Theory]
    [InlineData("--tls-cert-path=a.pem", "TLS needs both --tls-cert-path and --tls-key-path.")]
    [InlineData("--tls-key-path=a.pem", "TLS needs both --tls-cert-path and --tls-key-path.")]
    [InlineData("--tls-client-ca-path=a.pem", "TLS needs both --tls-cert-path and --tls-key-path.")]
    [InlineData("--ip=0.0.0.0", "--ip 0.0.0.0 without TLS would allow every client that reaches it. Set "
        + "--tls-cert-path and --tls-key-path, or --insecure if that is intended.")]
    [InlineData("--metrics-port=0 --metrics-ip=0.0.0.0", "--metrics-ip 0.0.0.0 without TLS would show metrics to every "
        + "client that reaches it. Set --tls-cert-path and --tls-key-path, or --insecure if that is intended.")]
    public async Task Options_that_do_not_go_together_are_refused(string words, string text)
    {
        using var server = ServerProcess.StartDev(words.Split(' '));
        Assert.Equal((1, $"Error: {text}\n"), await server.EndAsync());
    }

    [Theory]
    [InlineData("server --help")]
    [InlineData("server start-dev -h")]
    public async Task The_usage_names_every_option(string words)
    {
        using var process = ServerProcess.Start(words.Split(' '));

        var usage = await process.RestAsync();

        Assert.Equal((0, ""), await process.EndAsync());
        foreach (var option in (string[])
            ["--db-filename", "--port", "--ip", "--namespace", "--headless", "--log-level", "--log-format",
             "--metrics-port", "--metrics-ip", "--insecure", "--tls-cert-path", "--tls-key-path",
             "--tls-client-ca-path", "--dynamic-config-value"])
        {
            Assert.Contains($"{option} ", usage, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task It_tells_its_version()
    {
        using var process = ServerProcess.Start(["--version"]);

        var said = await process.RestAsync();

        Assert.Matches(@"^cairn \d+\.\d+\.\d+\s*$", said);
        Assert.Equal(0, (await process.EndAsync()).Code);
    }

    [Fact]
    public async Task A_command_that_it_does_not_have_is_named()
    {
        using var process = ServerProcess.Start(["cloud", "list"]);

        Assert.Equal((1, "Error: unknown command cloud. See 'cairn --help'.\n"), await process.EndAsync());
    }

    [Fact]
    public async Task Open_to_others_it_warns_and_keeps_its_metrics_to_itself()
    {
        using var server = ServerProcess.StartDev("--port=0", "--ip=0.0.0.0", "--insecure", "--metrics-port=0");
        var place = await server.ReadyAsync();
        Assert.StartsWith("http://127.0.0.1:", await server.SaidAsync("Metrics: "), StringComparison.Ordinal);
        await server.TerminateAsync();
        var (code, log) = await server.EndAsync();

        Assert.Equal(0, code);
        Assert.Contains(
            $"Every client that reaches {place} can start, read and end workflows", log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_namespace_too_long_is_refused_by_its_length()
    {
        using var server = ServerProcess.StartDev("--namespace", new string('n', 1001));
        var (code, error) = await server.EndAsync();
        Assert.Equal(1, code);
        Assert.StartsWith("Error: --namespace must have 1 to 1000 bytes, not 1001.", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Addresses_that_it_is_told_of_may_be_named_for_a_callback()
    {
        using var server = ServerProcess.StartDev(
            "--port",
            "0",
            "--dynamic-config-value",
            """callback.allowedAddresses=[{"Pattern":"localhost:*","AllowInsecure":true}]""");
        using var connection = await server.ConnectAsync();
        await connection.WorkflowService.StartWorkflowExecutionAsync(
            new()
            {
                Namespace = "default",
                WorkflowId = "w",
                WorkflowType = new() { Name = "T" },
                TaskQueue = new() { Name = "q" },
                CompletionCallbacks = { new Api.Common.V1.Callback { Nexus = new() { Url = "http://localhost:9" } } },
            },
            new() { CancellationToken = Cancellation });
        await server.TerminateAsync();
        var (_, said) = await server.EndAsync();
        Assert.Contains("this version does not call them", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Namespaces_that_are_asked_for_are_there_and_stay()
    {
        string[] options = ["--db-filename", Database, "--port", "0"];
        using (var server = ServerProcess.StartDev([.. options, "--namespace", "shop", "-n", "bank"]))
        {
            Assert.Equal(["bank", "default", "shop"], await NamespacesAsync(server));
            await server.TerminateAsync();
            await server.EndAsync();
        }

        using var again = ServerProcess.StartDev(options);
        Assert.Equal(["bank", "default", "shop"], await NamespacesAsync(again));
    }

    [Fact]
    public async Task Without_start_dev_it_keeps_everything_in_a_file_of_the_folder()
    {
        using var server = ServerProcess.Start(["server", "--port", "0"], folder.FullName);
        await server.ReadyAsync();

        Assert.True(File.Exists(Database));
    }

    [Fact]
    public async Task Metrics_tell_what_was_asked_and_committed()
    {
        using var server = ServerProcess.StartDev("--db-filename", Database, "--port", "0", "--metrics-port", "0");
        using var connection = await server.ConnectAsync();
        var page = new Uri(await server.SaidAsync("Metrics: "));
        await WorkflowByHand.StartAsync(connection.WorkflowService, "one");
        await WorkflowByHand.StartAsync(connection.WorkflowService, "two");
        await WorkflowByHand.PollAsync(connection.WorkflowService);
        var missing = await Record.ExceptionAsync(
            () => connection.WorkflowService.DescribeNamespaceAsync(new() { Namespace = "nope" }));
        Assert.NotNull(missing);

        using var http = new HttpClient();
        var lines = Lines(await http.GetStringAsync(page, Cancellation));

        Assert.Contains("cairn_requests_total{rpc=\"StartWorkflowExecution\",code=\"OK\"} 2", lines);
        Assert.Contains("cairn_requests_total{rpc=\"DescribeNamespace\",code=\"NotFound\"} 1", lines);
        Assert.Contains("cairn_request_seconds_count{rpc=\"StartWorkflowExecution\"} 2", lines);
        Assert.Contains("cairn_open_requests{rpc=\"PollWorkflowTaskQueue\"} 0", lines);
        Assert.Contains("cairn_task_wait_seconds_count{kind=\"Workflow\"} 1", lines);
        Assert.Contains("# TYPE cairn_commits_total counter", lines);
        Assert.Contains("# TYPE cairn_fsyncs_total counter", lines);
        var commits = lines.Single(line => line.StartsWith("cairn_commits_total ", StringComparison.Ordinal));
        Assert.NotEqual("cairn_commits_total 0", commits);
        using var elsewhere = await http.GetAsync(new Uri(page, "/"), Cancellation);
        Assert.Equal(System.Net.HttpStatusCode.NotFound, elsewhere.StatusCode);
    }

    [Fact]
    public async Task Logs_are_json_on_standard_error_if_they_are_asked_to_be()
    {
        using var server = ServerProcess.StartDev("--port", "0", "--log-level", "info", "--log-format", "json");
        await server.ReadyAsync();
        await server.SaidAsync("HTTP API: ");
        await server.SaidAsync("Next: ");
        await server.TerminateAsync();

        Assert.Empty(await server.RestAsync());
        var (_, errors) = await server.EndAsync();
        Assert.All(Lines(errors), line => JsonDocument.Parse(line).Dispose());
        Assert.NotEmpty(Lines(errors));
    }

    private static async Task<IEnumerable<string>> NamespacesAsync(ServerProcess server)
    {
        using CairnConnection connection = await server.ConnectAsync();
        var answer = await connection.WorkflowService.ListNamespacesAsync(new());
        return answer.Namespaces.Select(one => one.NamespaceInfo.Name);
    }

    private static string[] Lines(string text) =>
        text.Split(['\r', '\n'], StringSplitOptions.RemoveEmptyEntries);
}
