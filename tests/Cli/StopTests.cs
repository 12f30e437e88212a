using System.Diagnostics;
using System.Globalization;
using Cairn.Api.Enums.V1;
using Cairn.Api.TaskQueue.V1;
using Cairn.Protocol;
using Google.Protobuf;

namespace Cairn.Tests.Cli;

/// <summary>How the server ends when it is asked to.</summary>
public sealed class StopTests(ITestOutputHelper output)
{
    private const int PollsOfAKind = 50;

    private static readonly TaskQueue s_queue = new() { Name = "queue" };

    [Fact]
    public async Task It_stops_cleanly_when_it_is_asked_to_with_a_hundred_polls_open()
    {
        using var server = ServerProcess.StartDev("--port", "0");
        using var connection = await server.ConnectAsync();
        var service = connection.WorkflowService;
        var polls = Enumerable.Range(0, PollsOfAKind)
            .SelectMany(number => PollBoth(service, $"worker {number}"))
            .ToList();
        await ArrivedAsync(service, TaskQueueType.Workflow);
        await ArrivedAsync(service, TaskQueueType.Activity);

        var began = Stopwatch.GetTimestamp();
        await server.TerminateAsync();
        var (code, errors) = await server.EndAsync();
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"stopped in {Stopwatch.GetElapsedTime(began).TotalSeconds:F2} s"));

        Assert.Equal((0, ""), (code, errors));
        Assert.All(await Task.WhenAll(polls), Assert.Empty);
    }

    private static IEnumerable<Task<ByteString>> PollBoth(IWorkflowService service, string identity)
    {
        var deadline = new RpcContext(TimeSpan.FromSeconds(50));
        yield return TokenAsync(service.PollWorkflowTaskQueueAsync(
            new() { Namespace = "default", TaskQueue = s_queue, Identity = identity }, deadline), it => it.TaskToken);
        yield return TokenAsync(service.PollActivityTaskQueueAsync(
            new() { Namespace = "default", TaskQueue = s_queue, Identity = identity }, deadline), it => it.TaskToken);
    }

    private static async Task<ByteString> TokenAsync<T>(Task<T> poll, Func<T, ByteString> tokenOf) =>
        tokenOf(await poll);

    private static async Task ArrivedAsync(IWorkflowService service, TaskQueueType type)
    {
        int count;
        do
        {
            var answer = await service.DescribeTaskQueueAsync(
                new() { Namespace = "default", TaskQueue = s_queue, TaskQueueType = type });
            count = answer.Pollers.Count;
        }
        while (count < PollsOfAKind);
    }
}
