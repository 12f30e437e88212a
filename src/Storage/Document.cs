namespace Cairn.Storage;

/// <summary>
/// A small named value, for what is no execution: a namespace, the definition of a search attribute, a schedule. The
/// store never looks inside it.
/// </summary>
/// <param name="Key">What it is called.</param>
/// <param name="Version">
/// Counts the writes; the first one is 1. A document that is made again after it was deleted counts from 1 again.
/// </param>
/// <param name="Content">What it holds; may be empty.</param>
public sealed record Document(DocumentKey Key, long Version, ReadOnlyMemory<byte> Content);
