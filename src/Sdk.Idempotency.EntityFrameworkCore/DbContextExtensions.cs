using System.Data;
using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Cairn.Extensions.Idempotency;

/// <summary>Runs work once by a context of Entity Framework Core on a relational database.</summary>
public static class DbContextExtensions
{
    /// <summary>
    /// Runs work, saves the changes of the context, and records that it was done, all in one transaction. If there is
    /// such a record, the work is not run, and its first result is returned. So an activity that is tried again, after
    /// its worker was killed for instance, does its work once. Of several attempts at once, one runs the work; the
    /// others wait for its end. If the work fails, nothing of it stays, and the next attempt runs it again.
    /// </summary>
    /// <param name="context">
    /// The context, without a transaction of its own. If its execution strategy runs the work again, what it tracks is
    /// cleared before.
    /// </param>
    /// <param name="name">
    /// The name of the work, 1 to 200 characters: an activity can do several, each of its own name.
    /// </param>
    /// <param name="work">The work on the context. What it does elsewhere is done again with the next attempt.</param>
    /// <param name="options">How it is run; null means the defaults.</param>
    /// <param name="cancellationToken">Cancels the commands before the commit.</param>
    /// <returns>The result, of this call or of the one that ran the work.</returns>
    /// <exception cref="ArgumentException">The name or an option is wrong.</exception>
    /// <exception cref="InvalidOperationException">
    /// There is neither an activity nor a key, the context is in a transaction or not on a relational database, the
    /// work has ended the transaction, or the result that was kept is of another type.
    /// </exception>
    /// <exception cref="DbUpdateException">The changes cannot be saved.</exception>
    /// <exception cref="DbException">The database refuses a command.</exception>
    public static async Task<T> RunOnceAsync<T>(
        this DbContext context,
        string name,
        Func<Task<T>> work,
        RunOnceOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(work);
        var record = new RunOnceRecord(context.Database.GetDbConnection(), name, options);
        if (context.Database.CurrentTransaction is not null)
        {
            throw new InvalidOperationException(
                $"The context of {name} has a transaction already, but RunOnceAsync commits one of its own");
        }

        var isRepeated = false;
        return await context.Database.CreateExecutionStrategy().ExecuteAsync(
            async token =>
            {
                if (isRepeated)
                {
                    context.ChangeTracker.Clear();
                }

                isRepeated = true;
                return await RunAsync(context, record, work, options?.IsolationLevel, token).ConfigureAwait(false);
            },
            cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Runs work without a result once; otherwise the same as the other overload.</summary>
    /// <inheritdoc cref="RunOnceAsync{T}"/>
    public static Task RunOnceAsync(
        this DbContext context,
        string name,
        Func<Task> work,
        RunOnceOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(work);
        return context.RunOnceAsync<object?>(
            name,
            async () =>
            {
                await RunOnceRecord.TaskOf(name, work()).ConfigureAwait(false);
                return null;
            },
            options,
            cancellationToken);
    }

    private static async Task<T> RunAsync<T>(
        DbContext context,
        RunOnceRecord record,
        Func<Task<T>> work,
        IsolationLevel? level,
        CancellationToken cancellationToken)
    {
        var database = context.Database;
        await database.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (await record.FindAsync(cancellationToken).ConfigureAwait(false) is { } kept)
            {
                return record.Read<T>(kept);
            }

            var transaction = await record.BeginAsync(() => database.BeginTransactionAsync(
                level ?? IsolationLevel.Unspecified, cancellationToken)).ConfigureAwait(false);
            try
            {
                var inner = transaction.GetDbTransaction();
                if (await record.TryAddAsync(inner, cancellationToken).ConfigureAwait(false) is { } refusal)
                {
                    await transaction.RollbackAsync(cancellationToken).ConfigureAwait(false);
                    return record.Read<T>(
                        await record.FindAfterAsync(refusal, cancellationToken).ConfigureAwait(false));
                }

                var result = await RunOnceRecord.TaskOf(record.Name, work()).ConfigureAwait(false);
                await context.SaveChangesAsync(cancellationToken).ConfigureAwait(false);
                await record.CommitAsync(inner, result, transaction.CommitAsync, cancellationToken)
                    .ConfigureAwait(false);
                return result;
            }
            finally
            {
                await record.EndAsync(transaction).ConfigureAwait(false);
            }
        }
        finally
        {
            await database.CloseConnectionAsync().ConfigureAwait(false);
        }
    }
}
