using Cairn.Api.ErrorDetails.V1;
using Cairn.Api.Rpc;
using Cairn.Api.TaskQueue.V1;
using Cairn.Api.WorkflowService.V1;
using Cairn.Exceptions;
using Cairn.Server;
using Cairn.Protocol.Health;
using Cairn.Storage.Sqlite;
using Google.Protobuf;
using static Cairn.Exceptions.RpcException;
using ServingStatus = Cairn.Protocol.Health.HealthCheckResponse.Types.ServingStatus;

namespace Cairn.Tests.Server;

public sealed class StatusTests
{
    private const string HealthCheck = "/grpc.health.v1.Health/Check";

    [Fact]
    public async Task A_refusal_is_headers_alone_with_its_typed_detail()
    {
        await using var server = await OpenServer.OfEngineAsync();

        var answer = await server.Client.SendAsync(
            "DescribeNamespace", new DescribeNamespaceRequest { Namespace = "nowhere" });

        Assert.Empty(answer.Body);
        Assert.Equal((StatusCode.NotFound, "Namespace nowhere is not found."), (answer.Code, answer.Message));
        var packed = answer.Headers["grpc-status-details-bin"];
        Assert.DoesNotContain('=', packed);
        var status = Status.Parser.ParseFrom(
            Convert.FromBase64String(packed.PadRight((packed.Length + 3) / 4 * 4, '=')));
        Assert.Equal(((int)StatusCode.NotFound, answer.Message), (status.Code, status.Message));
        Assert.Equal("nowhere", Assert.Single(status.Details).Unpack<NamespaceNotFoundFailure>().Namespace);
    }

    [Fact]
    public async Task A_text_that_is_not_ascii_travels_encoded()
    {
        await using var server = await OpenServer.OfAsync(_ =>
            throw new RpcException(StatusCode.NotFound, "50% für ☃\n"));

        var answer = await server.Client.SendAsync("GetSystemInfo", new GetSystemInfoRequest());

        Assert.Equal("50%25 f%C3%BCr %E2%98%83%0A", answer.Headers["grpc-message"]);
        Assert.DoesNotContain("grpc-status-details-bin", answer.Headers.Keys);
    }

    [Fact]
    public async Task A_refusal_is_cut_to_what_clients_take_as_headers()
    {
        var large = new Api.Failure.V1.Failure { Message = new string('x', 100_000) };
        await using var server = await OpenServer.OfAsync(_ => throw new RpcException(
            StatusCode.InvalidArgument, new string('☃', 2_000), new QueryFailedFailure { Failure = large }));

        var answer = await server.Client.SendAsync("GetSystemInfo", new GetSystemInfoRequest());

        Assert.Equal(new string('☃', 1_328) + "... <truncated>", answer.Message);
        var packed = answer.Headers["grpc-status-details-bin"];
        var status = Status.Parser.ParseFrom(
            Convert.FromBase64String(packed.PadRight((packed.Length + 3) / 4 * 4, '=')));
        Assert.Equal(new QueryFailedFailure(), Assert.Single(status.Details).Unpack<QueryFailedFailure>());
    }

    [Fact]
    public async Task What_a_caller_wrote_is_shown_back_to_it_only_in_part()
    {
        await using var server = await OpenServer.OfEngineAsync();

        var answer = await server.Client.SendAsync($"/{new string('x', 500)}/Call", new GetSystemInfoRequest());

        Assert.Equal($"unknown service {new string('x', 200)}... <truncated>", answer.Message);
    }

    [Theory]
    [InlineData(
        "/temporal.api.workflowservice.v1.WorkflowService/Teleport",
        "unknown method Teleport for service temporal.api.workflowservice.v1.WorkflowService")]
    [InlineData(
        "/temporal.api.operatorservice.v1.OperatorService/Teleport",
        "unknown method Teleport for service temporal.api.operatorservice.v1.OperatorService")]
    [InlineData(
        "/temporal.api.workflowservice.v1.WorkflowService/CreateWorkflowRule",
        "Cairn does not serve CreateWorkflowRule: it does not have workflow rules.")]
    [InlineData("/some.Service/Call", "unknown service some.Service")]
    [InlineData("/nonsense", "malformed method name: \"/nonsense\"")]
    public async Task A_call_that_is_not_served_is_unimplemented_and_named(string path, string text)
    {
        await using var server = await OpenServer.OfEngineAsync();

        var answer = await server.Client.SendAsync(path, new GetSystemInfoRequest());

        Assert.Equal((StatusCode.Unimplemented, text), (answer.Code, answer.Message));
    }

    [Fact]
    public async Task Whatever_a_handler_throws_it_is_never_unknown()
    {
        foreach (var thrown in new Exception[]
            {
                new InvalidOperationException("secret"), new OperationCanceledException(), new IOException("secret"),
                new RpcException(StatusCode.Unknown, "secret"), new RpcException(StatusCode.OK, "secret"),
            })
        {
            await using var server = await OpenServer.OfAsync(_ => Task.FromException<GetSystemInfoResponse>(thrown));

            var answer = await server.Client.SendAsync("GetSystemInfo", new GetSystemInfoRequest());

            Assert.Equal((StatusCode.Internal, "internal error"), (answer.Code, answer.Message));
        }
    }

    [Fact]
    public async Task A_poll_without_a_deadline_is_refused()
    {
        await using var server = await OpenServer.OfEngineAsync();
        var queue = new TaskQueue { Name = "queue" };
        IMessage[] polls =
        [
            new PollWorkflowTaskQueueRequest { Namespace = "default", TaskQueue = queue },
            new PollActivityTaskQueueRequest { Namespace = "default", TaskQueue = queue },
        ];
        foreach (var poll in polls)
        {
            var rpc = poll.Descriptor.Name.Replace("Request", "", StringComparison.Ordinal);
            var answer = await server.Client.SendAsync(rpc, poll);

            Assert.Equal(
                (StatusCode.InvalidArgument, "Context timeout is not set."), (answer.Code, answer.Message));
        }
    }

    [Fact(Timeout = 60_000)]
    public async Task The_health_check_is_NOT_SERVING_while_the_database_cannot_be_written()
    {
        var folder = Directory.CreateTempSubdirectory("cairn-health-");
        var path = Path.Combine(folder.FullName, "cairn.db");
        try
        {
            await using var store = await SqliteStore.OpenAsync(
                new SqliteStoreOptions { Path = path }, TestContext.Current.CancellationToken);
            await using var server = await OpenServer.OfStoreAsync(store);
            Assert.Equal(ServingStatus.Serving, await HealthAsync());
            File.Move(path, path + ".away");
            var start = new StartWorkflowExecutionRequest
            {
                Namespace = "default",
                WorkflowId = "w",
                WorkflowType = new() { Name = "T" },
                TaskQueue = new() { Name = "q" },
            };
            Assert.Equal(
                StatusCode.Unavailable, (await server.Client.SendAsync("StartWorkflowExecution", start)).Code);
            Assert.Equal(ServingStatus.NotServing, await HealthAsync());

            File.Move(path + ".away", path);
            while (await HealthAsync() != ServingStatus.Serving)
            {
                await Task.Delay(20, TestContext.Current.CancellationToken);
            }

            async Task<ServingStatus> HealthAsync() =>
                (await server.Client.CallAsync<HealthCheckResponse>(HealthCheck, new HealthCheckRequest())).Status;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task The_health_check_answers()
    {
        await using var server = await OpenServer.OfEngineAsync();

        var healthy = await server.Client.CallAsync<HealthCheckResponse>(HealthCheck, new HealthCheckRequest());
        var unknown = await server.Client.SendAsync(HealthCheck, new HealthCheckRequest { Service = "other" });

        Assert.Equal(ServingStatus.Serving, healthy.Status);
        Assert.Equal((StatusCode.NotFound, "unknown service"), (unknown.Code, unknown.Message));
    }

    [Fact]
    public async Task A_port_in_use_is_an_error_that_names_it()
    {
        await using var server = await OpenServer.OfEngineAsync();

        var error = await Assert.ThrowsAsync<IOException>(() => GrpcServer.StartAsync(
            ScriptedService.Answering(_ => throw new InvalidOperationException()),
            ScriptedService.Silent,
            ScriptedService.Healthy,
            new GrpcServerOptions { Port = server.Port },
            TestContext.Current.CancellationToken));

        Assert.Contains($"127.0.0.1:{server.Port}", error.Message, StringComparison.Ordinal);
    }
}
