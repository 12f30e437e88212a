using System.Buffers;
using System.Text;
using Cairn.Engine.Visibility;
using SQLitePCL;

namespace Cairn.Storage.Sqlite;

/// <summary>
/// A prepared statement that is used many times. Text is bound and read with its length, so that it may contain NUL.
/// </summary>
internal sealed class Statement(Database database, sqlite3_stmt handle) : IDisposable
{
    private const int OnStack = 256;

    public Statement Bind(int index, long value)
    {
        database.Check(raw.sqlite3_bind_int64(handle, index, value));
        return this;
    }

    public Statement Bind(int index, long? value)
    {
        database.Check(value is { } known
            ? raw.sqlite3_bind_int64(handle, index, known)
            : raw.sqlite3_bind_null(handle, index));
        return this;
    }

    public Statement Bind(int index, double value)
    {
        database.Check(raw.sqlite3_bind_double(handle, index, value));
        return this;
    }

    public Statement Bind(int index, string value)
    {
        if (value.Length == 0)
        {
            // SQLite would bind an empty span as NULL.
            database.Check(raw.sqlite3_bind_text(handle, index, ""));
            return this;
        }

        var most = Encoding.UTF8.GetMaxByteCount(value.Length);
        byte[]? rented = most <= OnStack ? null : ArrayPool<byte>.Shared.Rent(most);
        var buffer = rented ?? stackalloc byte[OnStack];
        var length = Encoding.UTF8.GetBytes(value, buffer);
        database.Check(raw.sqlite3_bind_text(handle, index, (ReadOnlySpan<byte>)buffer[..length]));
        if (rented is not null)
        {
            ArrayPool<byte>.Shared.Return(rented);
        }

        return this;
    }

    public Statement Bind(int index, ReadOnlySpan<byte> value)
    {
        // SQLite would bind an empty span as NULL.
        database.Check(value.IsEmpty
            ? raw.sqlite3_bind_zeroblob(handle, index, 0)
            : raw.sqlite3_bind_blob(handle, index, value));
        return this;
    }

    public Statement BindOrNull(int index, string? value) =>
        value is null ? Bind(index, (long?)null) : Bind(index, value);

    public Statement Bind(int index, SearchValue value) => value switch
    {
        { Text: { } text } => Bind(index, text),
        { Real: { } real } => Bind(index, real),
        { Integer: var integer } => Bind(index, integer),
    };

    /// <summary>Runs to the next row; false if there is none. Call <see cref="Reset"/> afterwards.</summary>
    public bool Step()
    {
        var code = raw.sqlite3_step(handle);
        if (code is raw.SQLITE_ROW or raw.SQLITE_DONE)
        {
            return code == raw.SQLITE_ROW;
        }

        var error = database.LastError();
        Reset();
        throw error;
    }

    /// <summary>Runs a statement that returns no rows.</summary>
    public void Run()
    {
        Step();
        Reset();
    }

    public bool IsNull(int column) => raw.sqlite3_column_type(handle, column) == raw.SQLITE_NULL;

    public long Integer(int column) => raw.sqlite3_column_int64(handle, column);

    public long? IntegerOrNull(int column) => IsNull(column) ? null : Integer(column);

    public string Text(int column) => Encoding.UTF8.GetString(raw.sqlite3_column_blob(handle, column));

    public byte[] Blob(int column) => raw.sqlite3_column_blob(handle, column).ToArray();

    /// <summary>Ends a run and its read transaction; bound values stay.</summary>
    public void Reset() => _ = raw.sqlite3_reset(handle);

    public void Dispose() => handle.Dispose();
}
