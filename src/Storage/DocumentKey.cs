using Cairn.Protocol;

namespace Cairn.Storage;

/// <summary>
/// The identity of a <see cref="Document"/>. Each part is stored exactly, whatever characters are in it.
/// </summary>
/// <param name="Kind">The kind of document, such as <c>schedule</c>.</param>
/// <param name="Namespace">The namespace that it belongs to; one with an empty name if it belongs to none.</param>
/// <param name="Name">Its name, which is not empty and is unique in its kind and namespace.</param>
public readonly record struct DocumentKey(string Kind, NamespaceName Namespace, string Name);
