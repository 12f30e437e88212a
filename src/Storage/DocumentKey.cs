using Cairn.Protocol;

namespace Cairn.Storage;

/// <summary>What a <see cref="Document"/> is called. Each part is kept exactly, whatever is in it.</summary>
/// <param name="Kind">What sort of thing it is, such as <c>schedule</c>.</param>
/// <param name="Namespace">The namespace that it belongs to; one with an empty name if it belongs to none.</param>
/// <param name="Name">Its name, which is not empty and is unique in its kind and namespace.</param>
public readonly record struct DocumentKey(string Kind, NamespaceName Namespace, string Name);
