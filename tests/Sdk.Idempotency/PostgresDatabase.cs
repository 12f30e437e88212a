using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Cairn.Tests.Sdk.Idempotency;

/// <summary>A database of a PostgreSQL server.</summary>
internal sealed class PostgresDatabase(string connection) : IDatabase
{
    public DbConnection NewConnection() => new NpgsqlConnection(connection);

    // Retries are on, because they refuse transactions of users who do not know of them.
    public void Use(DbContextOptionsBuilder options) =>
        options.UseNpgsql(connection, npgsql => npgsql.EnableRetryOnFailure());

    public ValueTask DisposeAsync() => default;
}
