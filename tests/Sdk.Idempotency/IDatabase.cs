using System.Data.Common;
using Microsoft.EntityFrameworkCore;

namespace Cairn.Tests.Sdk.Idempotency;

/// <summary>An empty database of a kind.</summary>
public interface IDatabase : IAsyncDisposable
{
    /// <summary>Makes a connection, which is closed.</summary>
    DbConnection NewConnection();

    /// <summary>Lets a context use the database.</summary>
    void Use(DbContextOptionsBuilder options);
}
