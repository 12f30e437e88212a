namespace Cairn.Storage.Sqlite;

/// <summary>
/// Whether the store may still answer. After an error of the disk it may not: what SQLite and the operating system hold
/// in memory need no longer be what is on the disk, and a second fsync that succeeds would prove nothing.
/// </summary>
/// <param name="path">The database file.</param>
internal sealed class StoreHealth(string path)
{
    private volatile SqliteException? failure;

    public bool HasFailed => failure is not null;

    public void Fail(SqliteException error) => failure ??= error;

    /// <summary>What callers hear once it has failed.</summary>
    public StoreException Complaint()
    {
        var cause = failure!.ToStoreException(path);
        return new(cause.Reason, $"{cause.Message} Nothing is answered until it is opened anew.", failure);
    }

    public void ThrowIfFailed()
    {
        if (HasFailed)
        {
            throw Complaint();
        }
    }
}
