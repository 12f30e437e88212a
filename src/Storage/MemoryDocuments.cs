using Cairn.Protocol;

namespace Cairn.Storage;

/// <summary>The documents of a <see cref="MemoryStore"/>.</summary>
internal sealed class MemoryDocuments
{
    private readonly Dictionary<DocumentKey, Document> documents = [];

    public long VersionOf(DocumentKey key) => Find(key)?.Version ?? 0;

    public Document? Find(DocumentKey key) => documents.GetValueOrDefault(key);

    public IReadOnlyList<Document> List(string kind, NamespaceName @namespace, string? after, int limit) =>
        [.. documents.Values
            .Where(document => document.Key.Kind == kind && document.Key.Namespace == @namespace)
            .Where(document => string.CompareOrdinal(document.Key.Name, after) > 0)
            .OrderBy(document => document.Key.Name, StringComparer.Ordinal)
            .Take(limit)];

    public void Write(DocumentWrite write)
    {
        if (write.Content is { } content)
        {
            documents[write.Key] = new Document(write.Key, write.ExpectedVersion + 1, content.ToArray());
        }
        else
        {
            documents.Remove(write.Key);
        }
    }
}
