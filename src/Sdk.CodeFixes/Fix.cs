using Microsoft.CodeAnalysis;

namespace Cairn.Sdk.CodeFixes;

/// <summary>A change that an editor offers.</summary>
/// <param name="Title">What it does, for the menu.</param>
/// <param name="Change">Makes the new root of the file; null if the change does not fit the code.</param>
internal sealed record Fix(string Title, Func<Use, SyntaxNode?> Change);
