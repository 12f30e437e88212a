using System.Net.Sockets;
using System.Runtime.InteropServices;
using Cairn.Runtime;
using Cairn.Server;
using Cairn.Storage;
using Cairn.Storage.Sqlite;

namespace Cairn.Cli;

/// <summary>One server on one SQLite file, until SIGTERM or Ctrl+C.</summary>
internal static class StartDev
{
    /// <summary>Runs it.</summary>
    public static async Task RunAsync(StartDevOptions options)
    {
        var stop = new TaskCompletionSource();
        void Stop(PosixSignalContext signal)
        {
            signal.Cancel = true;
            stop.TrySetResult();
        }

        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        await using var store = await OpenAsync(options.DatabasePath);
        await using var node = await Node.StartAsync(
            store, new NodeOptions { SearchAttributes = options.SearchAttributes });
        await using var gate = await Gate.StartAsync(
            node.Service,
            node.OperatorService,
            new GateOptions { Address = options.Address, Port = options.Port });
        Console.WriteLine($"Server: {gate.EndPoint}");
        await stop.Task;
    }

    /// <summary>Whether a failure is the user's to mend, so that its message is all that is shown.</summary>
    public static bool IsExpected(Exception failure) =>
        failure is StoreException or FormatException or IOException or SocketException or UnauthorizedAccessException;

    private static async Task<IStore> OpenAsync(string? path) => path is null
        ? new MemoryStore()
        : await SqliteStore.OpenAsync(new SqliteStoreOptions { Path = path });
}
