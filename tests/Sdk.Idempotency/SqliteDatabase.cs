using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Cairn.Tests.Sdk.Idempotency;

/// <summary>A database file of its own.</summary>
internal sealed class SqliteDatabase : IDatabase
{
    private readonly string folder = Directory.CreateTempSubdirectory("cairn-idempotency-").FullName;

    private string Connection => $"Data Source={Path.Combine(folder, "shop.db")};Pooling=False";

    public DbConnection NewConnection() => new SqliteConnection(Connection);

    public void Use(DbContextOptionsBuilder options) => options.UseSqlite(Connection);

    public ValueTask DisposeAsync()
    {
        Directory.Delete(folder, recursive: true);
        return default;
    }
}
