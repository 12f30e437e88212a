namespace Cairn.Storage;

/// <summary>
/// A small named value that is not an execution: a namespace, the definition of a search attribute, a schedule. The
/// store never looks inside it.
/// </summary>
/// <param name="Key">The identity of the document.</param>
/// <param name="Version">
/// Counts the writes; the first one is 1. A document that is created again after it was deleted starts at 1 again.
/// </param>
/// <param name="Content">The bytes of the document; may be empty.</param>
public sealed record Document(DocumentKey Key, long Version, ReadOnlyMemory<byte> Content);
