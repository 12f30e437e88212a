using Cairn.Protocol;

namespace Cairn.Storage.Sqlite.Reading;

/// <summary>Reads the table <c>documents</c>.</summary>
internal sealed class DocumentReader(Database database)
{
    private const string Columns = "SELECT name, version, content FROM documents WHERE kind = ?1 AND namespace = ?2";

    private readonly Statement find = database.Prepare($"{Columns} AND name = ?3");
    private readonly Statement list = database.Prepare($"{Columns} AND name > ?3 ORDER BY name LIMIT ?4");

    public Document? Find(DocumentKey key)
    {
        find.Bind(1, key.Kind).Bind(2, key.Namespace.Value).Bind(3, key.Name);
        var document = find.Step() ? Read(find, key) : null;
        find.Reset();
        return document;
    }

    public IReadOnlyList<Document> List(string kind, NamespaceName @namespace, string? after, int limit)
    {
        // No name is empty, so the first page starts after the empty name.
        list.Bind(1, kind).Bind(2, @namespace.Value).Bind(3, after ?? "").Bind(4, limit);
        var documents = new List<Document>();
        while (list.Step())
        {
            documents.Add(Read(list, new DocumentKey(kind, @namespace, list.Text(0))));
        }

        list.Reset();
        return documents;
    }

    private static Document Read(Statement row, DocumentKey key) => new(key, row.Integer(1), row.Blob(2));
}
