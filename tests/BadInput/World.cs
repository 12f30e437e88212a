using Cairn.Api.Enums.V1;
using Cairn.Runtime;
using Cairn.Server;
using Cairn.Storage;
using Cairn.Storage.Sqlite;
using Cairn.Tests.Server;
using Google.Protobuf;

namespace Cairn.Tests.BadInput;

/// <summary>
/// A running server on a file and a port, with workflows in every state, in a time that stands still.
/// </summary>
internal sealed class World : IAsyncDisposable
{
    private static readonly NodeOptions s_options = new()
    {
        TimeProvider = new StoppedTime(),
        LazyCommit = TimeSpan.Zero,
        Namespaces = ["default", "elsewhere"],
        SearchAttributes = new Dictionary<string, IndexedValueType>
        {
            ["CustomKeywordField"] = IndexedValueType.Keyword,
            ["CustomIntField"] = IndexedValueType.Int,
        },
    };

    private readonly DirectoryInfo folder;
    private readonly IStore store;
    private readonly WatchedStore watch;
    private Node node;
    private readonly GrpcServer gate;

    private World(DirectoryInfo folder, IStore store, WatchedStore watch, Node node, GrpcServer gate, Words words)
    {
        this.folder = folder;
        this.store = store;
        this.watch = watch;
        this.node = node;
        this.gate = gate;
        Words = words;
        Client = new RawClient(gate.EndPoint);
    }

    public RawClient Client { get; }

    public int Port => gate.EndPoint.Port;

    /// <summary>What its ids and tokens are.</summary>
    public Words Words { get; }

    /// <summary>How often something was written to its store.</summary>
    public long Commits => watch.Commits;

    public static async Task<World> StartAsync()
    {
        var folder = Directory.CreateTempSubdirectory("cairn");
        var file = await SqliteStore.OpenAsync(new() { Path = Path.Combine(folder.FullName, "cairn.db") });
        var (store, watch) = WatchedStore.Over(file);
        var first = await Node.StartAsync(store, s_options);
        var words = new Words(await new Residents(first.Service).SettleAsync());
        await first.DisposeAsync(); // All of it is durable now, marks that may be late too.
        var node = await Node.StartAsync(store, s_options);
        await new Residents(node.Service).CrowdAsync();
        var gate = await GrpcServer.StartAsync(
            node.Service, node.OperatorService, node.HealthService, new GrpcServerOptions { Port = 0 });
        return new(folder, store, watch, node, gate, words);
    }

    /// <summary>Waits until nothing is written any more.</summary>
    public async Task QuietAsync()
    {
        long before;
        do
        {
            before = Commits;
            await Task.Delay(50);
        }
        while (Commits != before);
    }

    /// <summary>Ends the server, starts another one on its store, and says what that one cannot read.</summary>
    public async Task<IReadOnlyList<string>> ReopenAsync()
    {
        await gate.DisposeAsync();
        await node.DisposeAsync();
        node = await Node.StartAsync(store, s_options);
        return await Histories.UnreadableAsync(node.Service);
    }

    /// <summary>Sends a request of a file, with what it says filled in.</summary>
    public Task<Answer> SendAsync(BadCase each)
    {
        var rpc = Rpc.Named(each.Rpc);
        var good = CaseFiles.Good[each.Rpc] ?? throw new ArgumentException($"{each.Rpc} has no good request.");
        var json = Words.Fill(Words.Merge(good, each.With))!.ToJsonString();
        var request = rpc.Read(json);
        return each.Timeout.Length == 0
            ? Client.SendAsync(rpc.Path, request)
            : Client.SendAsync(rpc.Path, request, ("grpc-timeout", each.Timeout));
    }

    /// <summary>Sends a good request; its answer.</summary>
    public Task<T> CallAsync<T>(string rpc, IMessage request)
        where T : IMessage<T>, new() => Client.CallAsync<T>(rpc, request);

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await gate.DisposeAsync();
        await node.DisposeAsync();
        await store.DisposeAsync();
        folder.Delete(recursive: true);
    }
}
