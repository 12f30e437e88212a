using System.Data;
using System.Data.Common;
using System.Runtime.ExceptionServices;
using Cairn.Activities;
using Cairn.Api.Common.V1;
using Cairn.Converters;
using Google.Protobuf;

namespace Cairn.Extensions.Idempotency;

/// <summary>
/// The row that says that work has been done. It is written in the transaction of the work, so that there is either
/// both or neither; its primary key lets one transaction write it.
/// </summary>
internal sealed class RunOnceRecord
{
    private const int LongestText = 200;

    private readonly DbConnection connection;
    private readonly string key;
    private readonly string name;
    private readonly RunOnceOptions options;
    private readonly IPayloadConverter converter;

    /// <exception cref="ArgumentException">The name or an option is wrong.</exception>
    /// <exception cref="InvalidOperationException">There is neither a key nor an activity.</exception>
    public RunOnceRecord(DbConnection connection, string name, RunOnceOptions? options)
    {
        this.connection = connection;
        this.options = options ?? new();
        this.name = Text(name, nameof(name));
        RunOnceTable.Check(this.options.Table);
        var activity = ActivityExecutionContext.HasCurrent ? ActivityExecutionContext.Current : null;
        key = this.options.Key is { } chosen ? Text(chosen, nameof(this.options.Key))
            : activity?.IdempotencyKey ?? throw new InvalidOperationException(
                $"RunOnceAsync of {name} is called outside of an activity, so it needs a Key in its RunOnceOptions");
        converter = activity?.PayloadConverter ?? DataConverter.Default.PayloadConverter;
    }

    /// <summary>The result of work that has been done, as it was kept; null if it has not.</summary>
    public async Task<string?> FindAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await SelectAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (InvalidOperationException e) when (connection.State == ConnectionState.Open)
        {
            throw InTransaction(e);
        }
        catch (DbException) when (options.CreatesTable)
        {
            var own = await BeginAsync(() => connection.BeginTransactionAsync(cancellationToken).AsTask())
                .ConfigureAwait(false);
            await own.DisposeAsync().ConfigureAwait(false);
            await CreateTableAsync(cancellationToken).ConfigureAwait(false);
            return await SelectAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Begins the transaction of the work.</summary>
    /// <param name="begin">Begins it.</param>
    /// <exception cref="InvalidOperationException">The connection is in a transaction already.</exception>
    public async Task<T> BeginAsync<T>(Func<Task<T>> begin)
    {
        try
        {
            return await begin().ConfigureAwait(false);
        }
        catch (InvalidOperationException e) when (connection.State == ConnectionState.Open)
        {
            throw InTransaction(e);
        }
    }

    /// <summary>The same after another transaction has written the row.</summary>
    /// <exception cref="DbException">The refusal, if there is no row: it had another reason.</exception>
    public async Task<string> FindAfterAsync(DbException refusal, CancellationToken cancellationToken)
    {
        var kept = await FindAsync(cancellationToken).ConfigureAwait(false);
        if (kept is null)
        {
            ExceptionDispatchInfo.Throw(refusal);
        }

        return kept;
    }

    /// <summary>Ends a transaction, and rolls it back if it was not committed.</summary>
    /// <exception cref="InvalidOperationException">The work has ended it.</exception>
    public async Task EndAsync(IAsyncDisposable transaction)
    {
        try
        {
            await transaction.DisposeAsync().ConfigureAwait(false);
        }
        catch (DbException e) when (IsForLackOfTransaction(e))
        {
            throw Ended(e);
        }
    }

    /// <summary>Writes the row; waits for another transaction that writes the same one.</summary>
    /// <returns>Null if it is written; otherwise why not: most likely because it is there.</returns>
    public async Task<DbException?> TryAddAsync(DbTransaction transaction, CancellationToken cancellationToken)
    {
        try
        {
            using var insert = Command(
                $"INSERT INTO {options.Table} (idempotency_key, name, result) VALUES (@key, @name, '')", transaction);
            await insert.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
            return null;
        }
        catch (DbException e)
        {
            return e;
        }
    }

    /// <summary>Keeps the result of the work, and commits both.</summary>
    /// <exception cref="InvalidOperationException">The work has ended the transaction.</exception>
    public async Task CommitAsync(
        DbTransaction transaction,
        object? result,
        Func<CancellationToken, Task> commit,
        CancellationToken cancellationToken)
    {
        var kept = JsonFormatter.Default.Format(converter.ToPayload(result));
        try
        {
            using var update = Command(
                $"UPDATE {options.Table} SET result = @result WHERE idempotency_key = @key AND name = @name",
                transaction);
            Add(update, "@result", kept);
            if (await update.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false) > 0)
            {
                await commit(CancellationToken.None).ConfigureAwait(false);
                return;
            }
        }
        catch (Exception e) when (e is InvalidOperationException || IsForLackOfTransaction(e))
        {
            throw Ended(e);
        }

        throw Ended(null); // The record has gone with the transaction.
    }

    /// <summary>Converts a result that was kept.</summary>
    /// <exception cref="InvalidOperationException">
    /// It is of another type, or there is none: an earlier attempt committed by itself.
    /// </exception>
    public T Read<T>(string kept)
    {
        if (kept.Length == 0)
        {
            throw new InvalidOperationException(
                $"The work of {name} ended its transaction in an earlier attempt, so {options.Table} has no result for "
                + $"it: leave out Commit and Rollback, and delete the row of {key}");
        }

        try
        {
            return (T)converter.ToValue(JsonParser.Default.Parse<Payload>(kept), typeof(T))!;
        }
        catch (Exception e)
        {
            throw new InvalidOperationException(
                $"The result that {options.Table} keeps of {name} ({key}) is no {typeof(T)}: {e.Message}", e);
        }
    }

    /// <summary>The name of the work.</summary>
    public string Name => name;

    /// <summary>The task of the work.</summary>
    /// <exception cref="InvalidOperationException">The work returned none.</exception>
    public static T TaskOf<T>(string name, T? task)
        where T : Task =>
        task ?? throw new InvalidOperationException($"The work of {name} returned null instead of a task");

    // What SQLite says of COMMIT after a COMMIT of the work's own; PostgreSQL only warns.
    private static bool IsForLackOfTransaction(Exception e) =>
        e is DbException && e.Message.Contains("no transaction", StringComparison.OrdinalIgnoreCase);

    private InvalidOperationException Ended(Exception? e) => new(
        $"The work of {name} has ended its transaction, which RunOnceAsync commits together with its record: leave out "
        + "Commit and Rollback, in SQL as well",
        e);

    private InvalidOperationException InTransaction(InvalidOperationException e) => new(
        $"RunOnceAsync of {name} cannot begin its transaction: its connection is in one already, of the caller or of "
        + "another RunOnceAsync. Call it outside of transactions, or with a connection of its own",
        e);

    private static string Text(string value, string what)
    {
        ArgumentException.ThrowIfNullOrEmpty(value, what);
        return value.Length <= LongestText
            ? value
            : throw new ArgumentException($"{what} has {value.Length} characters, at most {LongestText}", what);
    }

    // Two connections that make it at once can meet, and then one of them fails; the table is there afterwards.
    private async Task CreateTableAsync(CancellationToken cancellationToken)
    {
        using var create = connection.CreateCommand();
        create.CommandText = RunOnceTable.CreateSql(options.Table);
        try
        {
            await create.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (DbException)
        {
            await create.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<string?> SelectAsync(CancellationToken cancellationToken)
    {
        using var select = Command(
            $"SELECT result FROM {options.Table} WHERE idempotency_key = @key AND name = @name", null);
        return (string?)await select.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false);
    }

    private DbCommand Command(string text, DbTransaction? transaction)
    {
        var command = connection.CreateCommand();
        command.CommandText = text;
        command.Transaction = transaction;
        Add(command, "@key", key);
        Add(command, "@name", name);
        return command;
    }

    private static void Add(DbCommand command, string parameter, string value)
    {
        var added = command.CreateParameter();
        (added.ParameterName, added.Value) = (parameter, value);
        command.Parameters.Add(added);
    }
}
