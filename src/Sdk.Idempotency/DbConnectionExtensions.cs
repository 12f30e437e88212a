using System.Data;
using System.Data.Common;

namespace Cairn.Extensions.Idempotency;

/// <summary>Runs work once by a connection of ADO.NET, such as those of SQLite and PostgreSQL.</summary>
public static class DbConnectionExtensions
{
    /// <summary>
    /// Runs work in a transaction of its own, together with a record that it was done. If there is such a record, the
    /// work is not run, and its first result is returned. So an activity that is tried again, after its worker was
    /// killed for instance, does its work once. Of several attempts at once, one runs the work; the others wait for its
    /// end. If the work fails, nothing of it stays, and the next attempt runs it again.
    /// </summary>
    /// <param name="connection">
    /// The connection, which is in no transaction; it is opened, and closed again, unless it is open.
    /// </param>
    /// <param name="name">
    /// The name of the work, 1 to 200 characters: an activity can do several, each of its own name.
    /// </param>
    /// <param name="work">
    /// The work: all its commands must use the transaction, which it must not end. What it does elsewhere is done again
    /// with the next attempt.
    /// </param>
    /// <param name="options">How it is run; null means the defaults.</param>
    /// <param name="cancellationToken">Cancels the commands before the commit.</param>
    /// <returns>The result, of this call or of the one that ran the work.</returns>
    /// <exception cref="ArgumentException">The name or an option is wrong.</exception>
    /// <exception cref="InvalidOperationException">
    /// There is neither an activity nor a key, the connection is in a transaction already, the work has ended the
    /// transaction, or the result that was kept is of another type.
    /// </exception>
    /// <exception cref="DbException">The database refuses a command.</exception>
    public static async Task<T> RunOnceAsync<T>(
        this DbConnection connection,
        string name,
        Func<DbTransaction, Task<T>> work,
        RunOnceOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(connection);
        ArgumentNullException.ThrowIfNull(work);
        var record = new RunOnceRecord(connection, name, options);
        var opens = connection.State == ConnectionState.Closed;
        if (opens)
        {
            await connection.OpenAsync(cancellationToken).ConfigureAwait(false);
        }

        try
        {
            return await RunAsync(connection, record, work, options?.IsolationLevel, cancellationToken)
                .ConfigureAwait(false);
        }
        finally
        {
            if (opens)
            {
                await connection.CloseAsync().ConfigureAwait(false);
            }
        }
    }

    /// <summary>Runs work without a result once; otherwise the same as the other overload.</summary>
    /// <inheritdoc cref="RunOnceAsync{T}"/>
    public static Task RunOnceAsync(
        this DbConnection connection,
        string name,
        Func<DbTransaction, Task> work,
        RunOnceOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(work);
        return connection.RunOnceAsync<object?>(
            name,
            async transaction =>
            {
                await RunOnceRecord.TaskOf(name, work(transaction)).ConfigureAwait(false);
                return null;
            },
            options,
            cancellationToken);
    }

    private static async Task<T> RunAsync<T>(
        DbConnection connection,
        RunOnceRecord record,
        Func<DbTransaction, Task<T>> work,
        IsolationLevel? level,
        CancellationToken cancellationToken)
    {
        if (await record.FindAsync(cancellationToken).ConfigureAwait(false) is { } kept)
        {
            return record.Read<T>(kept);
        }

        var transaction = await record.BeginAsync(() => connection.BeginTransactionAsync(
            level ?? IsolationLevel.Unspecified, cancellationToken).AsTask()).ConfigureAwait(false);
        try
        {
            if (await record.TryAddAsync(transaction, cancellationToken).ConfigureAwait(false) is { } refusal)
            {
                await transaction.RollbackAsync(cancellationToken).ConfigureAwait(false);
                return record.Read<T>(
                    await record.FindAfterAsync(refusal, cancellationToken).ConfigureAwait(false));
            }

            var result = await RunOnceRecord.TaskOf(record.Name, work(transaction)).ConfigureAwait(false);
            await record.CommitAsync(transaction, result, transaction.CommitAsync, cancellationToken)
                .ConfigureAwait(false);
            return result;
        }
        finally
        {
            await record.EndAsync(transaction).ConfigureAwait(false);
        }
    }
}
