using System.Collections.Concurrent;

namespace Cairn.Storage.Sqlite.Reading;

/// <summary>
/// A few connections that read, opened when they are needed. Reads run on the thread pool: SQLite blocks while the disk
/// works, and a partition must not.
/// </summary>
internal sealed class ReaderPool(string path, int size, StoreHealth health) : IAsyncDisposable
{
    private readonly SemaphoreSlim free = new(size);
    private readonly ConcurrentBag<Reader> readers = [];
    private volatile bool closed;

    public async ValueTask<T> ReadAsync<T>(Func<Reader, T> read, CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(closed, typeof(SqliteStore));
        await free.WaitAsync(cancellationToken);
        try
        {
            ObjectDisposedException.ThrowIf(closed, typeof(SqliteStore));
            return await Task.Run(() => Read(read), cancellationToken);
        }
        finally
        {
            free.Release();
        }
    }

    /// <summary>Waits for the reads that run; those that wait hear that the store is closed.</summary>
    public async ValueTask DisposeAsync()
    {
        closed = true;
        for (var i = 0; i < size; i++)
        {
            await free.WaitAsync();
        }

        foreach (var reader in readers)
        {
            reader.Dispose();
        }

        free.Release(size);
    }

    private T Read<T>(Func<Reader, T> read)
    {
        health.ThrowIfFailed();
        Reader? reader = null;
        try
        {
            reader = readers.TryTake(out var idle) ? idle : new Reader(path);
            var answer = read(reader);
            // What was read while the disk failed may be what the disk never got.
            health.ThrowIfFailed();
            readers.Add(reader);
            return answer;
        }
        catch (SqliteException error)
        {
            reader?.Dispose();
            throw error.ToStoreException(path);
        }
        catch
        {
            reader?.Dispose();
            throw;
        }
    }
}
