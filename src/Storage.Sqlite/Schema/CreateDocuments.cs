namespace Cairn.Storage.Sqlite.Schema;

/// <summary>The second schema: documents. They are few and small; the table is its own index.</summary>
internal sealed class CreateDocuments : Migration
{
    public override int Version => 2;

    public override string Sql => """
        CREATE TABLE documents (
            kind TEXT NOT NULL,
            namespace TEXT NOT NULL,
            name TEXT NOT NULL,
            version INTEGER NOT NULL,
            content BLOB NOT NULL,
            PRIMARY KEY (kind, namespace, name)
        ) WITHOUT ROWID;
        """;
}
