using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Cairn.Tests.Tidy;

/// <summary>A file of the source tree.</summary>
/// <param name="Path">From the root of the repository, with forward slashes.</param>
/// <param name="Text">What is in it.</param>
internal sealed record SourceFile(string Path, string Text)
{
    /// <summary>The lines, without their ends.</summary>
    public string[] Lines => Text.TrimEnd('\n').Split('\n');

    /// <summary>The ending of the name, with its dot.</summary>
    public string Extension => System.IO.Path.GetExtension(Path);

    /// <summary>Whether the file is below the folder.</summary>
    public bool IsUnder(string folder) => Path.StartsWith($"{folder}/", StringComparison.Ordinal);

    /// <summary>The C# syntax of the file.</summary>
    public SyntaxNode Syntax() =>
        CSharpSyntaxTree.ParseText(Text, new CSharpParseOptions(LanguageVersion.Preview)).GetRoot();

    /// <summary>The number of the line in which the node begins, from 1.</summary>
    public static int LineOf(SyntaxNode node) => node.GetLocation().GetLineSpan().StartLinePosition.Line + 1;
}
