namespace Cairn.Storage;

/// <summary>The change of one document; one without content deletes it.</summary>
/// <param name="Key">The document.</param>
/// <param name="ExpectedVersion">
/// The stored version that this write builds on; 0 makes a new document. If the stored version differs, or if a new
/// document exists already, the whole batch fails. The write leaves the version that follows.
/// </param>
/// <param name="Content">
/// The new content; null deletes the document. The memory must not change until the commit is answered; the store keeps
/// no reference to it after that.
/// </param>
public sealed record DocumentWrite(DocumentKey Key, long ExpectedVersion, ReadOnlyMemory<byte>? Content);
