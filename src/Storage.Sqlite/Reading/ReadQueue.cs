namespace Cairn.Storage.Sqlite.Reading;

/// <summary>
/// The queue of reads, and the few threads that run them, each with its own connection. A read of SQLite blocks its
/// thread, and must not block a partition. Brief reads that wait at the same time share a transaction.
/// </summary>
/// <param name="path">The database file.</param>
/// <param name="size">The largest number of threads; each starts when it is needed.</param>
/// <param name="transactionLock">Held while a transaction begins or ends.</param>
/// <param name="health">Whether the store may still answer.</param>
internal sealed class ReadQueue(string path, int size, Lock transactionLock, StoreHealth health) : IAsyncDisposable
{
    // Bounds how long the first read of a group waits for the last.
    private const int MostTogether = 64;

    private readonly object sync = new();
    private readonly Queue<PendingRead> waiting = new();
    private readonly TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int threads;
    private int idle;
    private bool closed;

    /// <summary>Reads a few rows.</summary>
    public ValueTask<T> FindAsync<T>(Func<Reader, T> read, CancellationToken cancellationToken) =>
        Add(new PendingRead<T>(read, isBrief: true, cancellationToken), cancellationToken);

    /// <summary>Reads any number of rows; other reads need not wait for it while a connection is free.</summary>
    public ValueTask<T> ReadAsync<T>(Func<Reader, T> read, CancellationToken cancellationToken) =>
        Add(new PendingRead<T>(read, isBrief: false, cancellationToken), cancellationToken);

    /// <summary>Waits for running reads; waiting ones fail, because the store is closed or has failed.</summary>
    public async ValueTask DisposeAsync()
    {
        lock (sync)
        {
            closed = true;
            while (waiting.TryDequeue(out var read))
            {
                read.Refuse(health.Trouble is { } cause
                    ? StoreHealth.UnavailableException(cause)
                    : new ObjectDisposedException(nameof(SqliteStore)));
            }

            if (threads == 0)
            {
                ended.TrySetResult();
            }

            Monitor.PulseAll(sync);
        }

        await ended.Task.ConfigureAwait(false);
    }

    private ValueTask<T> Add<T>(PendingRead<T> read, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return ValueTask.FromCanceled<T>(cancellationToken);
        }

        lock (sync)
        {
            health.ThrowIfFailed();
            ObjectDisposedException.ThrowIf(closed, typeof(SqliteStore));
            waiting.Enqueue(read);
            if (waiting.Count > idle && threads < size)
            {
                threads++;
                new Thread(Run) { IsBackground = true, Name = "Cairn SQLite reader" }.Start();
            }

            Monitor.Pulse(sync);
        }

        return new(read.Answer);
    }

    private void Run()
    {
        Reader? reader = null;
        var group = new Queue<PendingRead>();
        while (Take(group))
        {
            while (group.Count > 0)
            {
                reader = Serve(group, reader);
            }
        }

        reader?.Dispose();
        lock (sync)
        {
            if (--threads == 0)
            {
                ended.TrySetResult();
            }
        }
    }

    /// <summary>Waits for one long read, or for brief ones; false when the queue is closed.</summary>
    private bool Take(Queue<PendingRead> group)
    {
        lock (sync)
        {
            while (waiting.Count == 0)
            {
                if (closed)
                {
                    return false;
                }

                idle++;
                Monitor.Wait(sync);
                idle--;
            }

            do
            {
                group.Enqueue(waiting.Dequeue());
            }
            while (group.Peek().IsBrief
                && group.Count < MostTogether
                && waiting.TryPeek(out var next)
                && next.IsBrief);
            return true;
        }
    }

    /// <summary>
    /// Runs the reads, or stops after the first that fails, which also closes its connection. Returns the connection.
    /// </summary>
    private Reader? Serve(Queue<PendingRead> group, Reader? reader)
    {
        try
        {
            health.ThrowIfFailed();
            lock (transactionLock)
            {
                reader ??= new Reader(path);
                reader.Begin();
            }

            while (group.TryPeek(out var read))
            {
                read.Run(reader);
                // A read that ran while the disk failed may have seen data that never reached the disk.
                health.ThrowIfFailed();
                group.Dequeue().Tell();
            }

            reader.End();
            return reader;
        }
        catch (Exception error)
        {
            reader?.Dispose();
            if (group.TryDequeue(out var failed))
            {
                failed.Refuse(error is SqliteException sqlite ? sqlite.ToStoreException(path) : error);
            }

            return null;
        }
    }
}
