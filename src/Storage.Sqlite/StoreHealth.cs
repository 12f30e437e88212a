using Cairn.Protocol;

namespace Cairn.Storage.Sqlite;

/// <summary>
/// Whether a session may still answer. After a disk error it may not: a second fsync that succeeds would prove nothing.
/// A lock that another program holds is only an obstacle: it goes away without a new session.
/// </summary>
/// <param name="path">The database file.</param>
/// <param name="changed">Called when the session has failed, and when an obstacle appears or disappears.</param>
internal sealed class StoreHealth(string path, Action<StoreHealth> changed)
{
    private StoreException? failure;
    private volatile StoreException? obstacle;

    /// <summary>Whether the session must be closed.</summary>
    public bool HasFailed => Volatile.Read(ref failure) is not null;

    /// <summary>Whether another program holds the lock.</summary>
    public bool IsObstructed => obstacle is not null;

    /// <summary>Why the store cannot answer; null while it can.</summary>
    public StoreException? Trouble => Volatile.Read(ref failure) ?? obstacle;

    public void Fail(SqliteException error) => Fail(error.ToStoreException(path));

    public void Fail(StoreException error)
    {
        error.IsLogged = true;
        if (Interlocked.CompareExchange(ref failure, error, null) is null)
        {
            changed(this);
        }
    }

    /// <summary>Records that another program has held the lock for longer than the store waits.</summary>
    public StoreException Obstruct(SqliteException error)
    {
        var first = obstacle is null;
        obstacle = new StoreException(
            StoreFailure.Unavailable, $"The database '{path}' is locked by another program: {error.Message}.", error)
        {
            IsLogged = true,
        };
        if (first)
        {
            changed(this);
        }

        return obstacle;
    }

    /// <summary>Records that no other program holds the lock.</summary>
    public void Clear()
    {
        if (IsObstructed)
        {
            obstacle = null;
            changed(this);
        }
    }

    /// <summary>The exception for the caller whose batch meets damaged data.</summary>
    public StoreException DamageException(SqliteException error, ExecutionKey? key) =>
        error.ToStoreException(path, key);

    /// <exception cref="StoreException">It has failed.</exception>
    public void ThrowIfFailed()
    {
        if (Volatile.Read(ref failure) is { } cause)
        {
            throw UnavailableException(cause);
        }
    }

    /// <summary>The exception for every caller until the database can be opened again.</summary>
    public static StoreException UnavailableException(StoreException cause) => new(
        cause.Reason, $"{cause.Message} Every call fails until the store can open it again; it keeps trying.", cause)
    {
        IsLogged = true,
    };
}
