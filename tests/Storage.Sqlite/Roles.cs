using Cairn.Storage;
using Cairn.Storage.Sqlite;
using Cairn.Tests.Storage.Conformance;
using Microsoft.Extensions.Logging;

namespace Cairn.Tests.Storage.Sqlite;

/// <summary>What this program does when it is not the one that tests.</summary>
internal static class Roles
{
    public const int Partitions = 4;
    public const int RunsPerPartition = 3;

    /// <summary>Keeps the store open until it is killed.</summary>
    public static async Task<int> HoldAsync(string path)
    {
        await using var store = await OpenAsync(path);
        Console.WriteLine("open");
        await Task.Delay(Timeout.Infinite);
        return 0;
    }

    /// <summary>Commits without end, several partitions at a time; says what was answered as done.</summary>
    public static async Task<int> CommitAsync(string path)
    {
        await using var store = await OpenAsync(path);
        await Task.WhenAll(Enumerable.Range(0, Partitions).Select(partition => CommitAsync(store, partition)));
        return 0;
    }

    /// <summary>
    /// Commits, makes the disk fail in the middle of a commit, and says what the store answers from there on; then
    /// makes the disk work again, and says what the store has said in its log and what it answers.
    /// </summary>
    public static async Task<int> BreakDiskAsync(string path)
    {
        var log = new ListLog();
        await using var store = await SqliteStore.OpenAsync(
            new SqliteStoreOptions { Path = path, CheckpointBytes = 64 << 10, LoggerFactory = log });
        var head = Sample.Head(wakeAt: Sample.Noon);
        Console.WriteLine(await store.CommitAsync(new Batch(3, [head.Write("before")])));
        FileSizeLimit.Set(new FileInfo(path + "-wal").Length + 100_000);
        Console.WriteLine(await store.CommitAsync(new Batch(3, [head.Next().Write(new string('x', 1 << 20))])));
        await SayAsync(() => store.CommitAsync(new Batch(3, [Sample.Head("late").Write("after")])).AsTask());
        await SayAsync(() => store.FindRunAsync(head.Key).AsTask());
        FileSizeLimit.Set(FileSizeLimit.Hard);
        await log.WaitAsync(count: 2);
        foreach (var (level, message) in log.Lines)
        {
            Console.WriteLine(level == LogLevel.Error
                ? $"{level}: {message.Split("; ")[1].Split(" and ")[0]}"
                : $"{level}: {message.Replace($" '{path}'", "", StringComparison.Ordinal)}");
        }

        Console.WriteLine($"found version {(await store.FindRunAsync(head.Key))?.Version}");
        await SayAsync(() => store.CommitAsync(new Batch(3, [Sample.Head("late").Write("after")])).AsTask());
        return 0;
    }

    public static ExecutionHead Head(int partition, int run) =>
        Sample.Head($"p{partition}-{run}", runId: $"run-{partition}-{run}", partition);

    private static async Task CommitAsync(SqliteStore store, int partition)
    {
        var heads = new List<ExecutionHead>();
        for (var run = 0; run < RunsPerPartition; run++)
        {
            var head = Head(partition, run);
            heads.Add(await store.FindRunAsync(head.Key) is { } found ? found.Next() : head);
        }

        while (true)
        {
            var batch = new Batch(partition, [.. heads.Select(head => head.Write($"{head.Version}"))]);
            if (await store.CommitAsync(batch) == CommitOutcome.Done)
            {
                Console.WriteLine($"{partition} {heads[0].Version}");
            }

            heads = [.. heads.Select(Sample.Next)];
        }
    }

    private static async Task SayAsync<T>(Func<Task<T>> ask)
    {
        try
        {
            Console.WriteLine(await ask());
        }
        catch (StoreException error)
        {
            Console.WriteLine(error.Reason);
        }
    }

    private static Task<SqliteStore> OpenAsync(string path) =>
        SqliteStore.OpenAsync(new SqliteStoreOptions { Path = path, CheckpointBytes = 64 << 10 });
}
