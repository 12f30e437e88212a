namespace Cairn.Storage.Sqlite.Reading;

/// <summary>
/// The reads that wait, and a few threads that serve them, each with a connection of its own: SQLite blocks while the
/// disk works, and a partition must not. Brief reads that wait together share a transaction.
/// </summary>
/// <param name="path">The database file.</param>
/// <param name="size">How many threads there are at most; they are started when they are needed.</param>
/// <param name="door">Held by whoever begins or ends a transaction.</param>
/// <param name="health">Whether the store may still answer.</param>
internal sealed class ReadQueue(string path, int size, Lock door, StoreHealth health) : IAsyncDisposable
{
    // Bounds how long the first of them waits for the last.
    private const int MostTogether = 64;

    private readonly object gate = new();
    private readonly Queue<PendingRead> waiting = new();
    private readonly TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int threads;
    private int idle;
    private bool closed;

    /// <summary>Looks at a few rows.</summary>
    public ValueTask<T> FindAsync<T>(Func<Reader, T> read, CancellationToken cancellationToken) =>
        Add(new PendingRead<T>(read, isBrief: true, cancellationToken), cancellationToken);

    /// <summary>Reads as much as there is; others need not wait for it while a connection is free.</summary>
    public ValueTask<T> ReadAsync<T>(Func<Reader, T> read, CancellationToken cancellationToken) =>
        Add(new PendingRead<T>(read, isBrief: false, cancellationToken), cancellationToken);

    /// <summary>Waits for the reads that run; those that wait hear that the store is closed.</summary>
    public async ValueTask DisposeAsync()
    {
        lock (gate)
        {
            closed = true;
            while (waiting.TryDequeue(out var read))
            {
                read.Refuse(new ObjectDisposedException(nameof(SqliteStore)));
            }

            if (threads == 0)
            {
                ended.TrySetResult();
            }

            Monitor.PulseAll(gate);
        }

        await ended.Task.ConfigureAwait(false);
    }

    private ValueTask<T> Add<T>(PendingRead<T> read, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return ValueTask.FromCanceled<T>(cancellationToken);
        }

        lock (gate)
        {
            ObjectDisposedException.ThrowIf(closed, typeof(SqliteStore));
            waiting.Enqueue(read);
            if (waiting.Count > idle && threads < size)
            {
                threads++;
                new Thread(Run) { IsBackground = true, Name = "Cairn SQLite reader" }.Start();
            }

            Monitor.Pulse(gate);
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
        lock (gate)
        {
            if (--threads == 0)
            {
                ended.TrySetResult();
            }
        }
    }

    /// <summary>Waits for a long read, or for brief ones; false when closed.</summary>
    private bool Take(Queue<PendingRead> group)
    {
        lock (gate)
        {
            while (waiting.Count == 0)
            {
                if (closed)
                {
                    return false;
                }

                idle++;
                Monitor.Wait(gate);
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
    /// Answers all, or up to the first that goes wrong; that one takes its connection with it. Returns the connection.
    /// </summary>
    private Reader? Serve(Queue<PendingRead> group, Reader? reader)
    {
        try
        {
            health.ThrowIfFailed();
            lock (door)
            {
                reader ??= new Reader(path);
                reader.Begin();
            }

            while (group.TryPeek(out var read))
            {
                read.Run(reader);
                // What was read while the disk failed may be what the disk never got.
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
