namespace Cairn.Storage.Sqlite.Writing;

/// <summary>Writes the table <c>documents</c>.</summary>
internal sealed class DocumentTable(Database database)
{
    private const string OfKey = "WHERE kind = ?1 AND namespace = ?2 AND name = ?3";

    private readonly Statement version = database.Prepare($"SELECT version FROM documents {OfKey}");

    private readonly Statement delete = database.Prepare($"DELETE FROM documents {OfKey}");

    private readonly Statement write = database.Prepare("""
        INSERT INTO documents (kind, namespace, name, version, content) VALUES (?1, ?2, ?3, ?4, ?5)
        ON CONFLICT DO UPDATE SET version = excluded.version, content = excluded.content
        """);

    /// <summary>The version of a document; 0 if there is none.</summary>
    public long VersionOf(DocumentKey key)
    {
        var found = Bind(version, key).Step() ? version.Integer(0) : 0;
        version.Reset();
        return found;
    }

    /// <summary>Writes a document whose version was checked in the same transaction.</summary>
    public void Write(DocumentWrite change)
    {
        if (change.Content is { } content)
        {
            Bind(write, change.Key).Bind(4, change.ExpectedVersion + 1).Bind(5, content.Span).Run();
        }
        else
        {
            Bind(delete, change.Key).Run();
        }
    }

    private static Statement Bind(Statement statement, DocumentKey key) =>
        statement.Bind(1, key.Kind).Bind(2, key.Namespace.Value).Bind(3, key.Name);
}
