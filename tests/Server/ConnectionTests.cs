using System.Buffers.Binary;
using System.Net.Sockets;
using Cairn.Api.Enums.V1;
using Cairn.Api.TaskQueue.V1;
using Cairn.Api.WorkflowService.V1;

namespace Cairn.Tests.Server;

/// <summary>What one HTTP/2 connection can do, beside its calls.</summary>
public sealed class ConnectionTests : IAsyncLifetime
{
    private const byte Settings = 4;
    private const byte Ping = 6;
    private const ushort MaxConcurrentStreams = 3;

    private OpenServer server = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => server = await OpenServer.OfEngineAsync();

    public ValueTask DisposeAsync() => server.DisposeAsync();

    [Fact]
    public async Task A_connection_may_have_ten_thousand_calls_open()
    {
        using var socket = await ConnectAsync();
        var (type, payload) = await ReadFrameAsync(socket);
        Assert.Equal(Settings, type);
        Assert.Equal(10_000U, Setting(payload, MaxConcurrentStreams));
    }

    [Fact]
    public async Task Long_polls_leave_room_for_other_calls_on_their_connection()
    {
        const int Count = 2_000;
        var polls = Enumerable.Range(0, Count)
            .Select(i => server.Client.SendAsync("PollActivityTaskQueue", Poll(i), ("grpc-timeout", "55S")))
            .ToList();

        // Calls on one connection overtake each other, so every poll is waited for.
        while (await CountPollersAsync() < Count)
        {
            Token.ThrowIfCancellationRequested();
        }

        Assert.All(polls, pending => Assert.False(pending.IsCompleted));
        await server.CloseAsync();
        Assert.All(
            await Task.WhenAll(polls),
            answer => Assert.Empty(answer.Read<PollActivityTaskQueueResponse>().TaskToken));
    }

    [Fact]
    public async Task Pings_are_answered_however_many_come()
    {
        const int Count = 100;
        using var socket = await ConnectAsync();
        for (ulong number = 0; number < Count; number++)
        {
            var ping = new byte[17];
            ping[2] = 8;
            ping[3] = Ping;
            BinaryPrimitives.WriteUInt64BigEndian(ping.AsSpan(9), number);
            await socket.SendAsync(ping, Token);
        }

        var answered = new List<ulong>();
        while (answered.Count < Count)
        {
            var (type, payload) = await ReadFrameAsync(socket);
            if (type == Ping)
            {
                answered.Add(BinaryPrimitives.ReadUInt64BigEndian(payload));
            }
        }

        Assert.Equal(Enumerable.Range(0, Count).Select(number => (ulong)number), answered);
    }

    // The preface of RFC 9113, section 3.4, and settings that say nothing.
    private async Task<Socket> ConnectAsync()
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync("127.0.0.1", server.Port, Token);
        await socket.SendAsync("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"u8.ToArray(), Token);
        await socket.SendAsync(new byte[] { 0, 0, 0, Settings, 0, 0, 0, 0, 0 }, Token);
        return socket;
    }

    private static async Task<(byte Type, byte[] Payload)> ReadFrameAsync(Socket socket)
    {
        await using var stream = new NetworkStream(socket, ownsSocket: false);
        var head = new byte[9];
        await stream.ReadExactlyAsync(head, Token);
        var payload = new byte[(head[0] << 16) | (head[1] << 8) | head[2]];
        await stream.ReadExactlyAsync(payload, Token);
        return (head[3], payload);
    }

    private static uint? Setting(byte[] payload, ushort name)
    {
        for (var place = 0; place < payload.Length; place += 6)
        {
            if (BinaryPrimitives.ReadUInt16BigEndian(payload.AsSpan(place)) == name)
            {
                return BinaryPrimitives.ReadUInt32BigEndian(payload.AsSpan(place + 2));
            }
        }

        return null;
    }

    private static PollActivityTaskQueueRequest Poll(int number) => new()
    {
        Namespace = "default",
        TaskQueue = new TaskQueue { Name = "queue" },
        Identity = $"worker-{number}",
    };

    private async Task<int> CountPollersAsync()
    {
        var queue = await server.Client.CallAsync<DescribeTaskQueueResponse>(
            "DescribeTaskQueue",
            new DescribeTaskQueueRequest
            {
                Namespace = "default",
                TaskQueue = new TaskQueue { Name = "queue" },
                TaskQueueType = TaskQueueType.Activity,
            });
        return queue.Pollers.Count;
    }
}
