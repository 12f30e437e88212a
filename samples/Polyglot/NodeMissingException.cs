namespace Polyglot;

/// <summary>Node, or a package of it, is not to be had.</summary>
/// <param name="what">What is missing.</param>
public sealed class NodeMissingException(string what) : Exception(what);
