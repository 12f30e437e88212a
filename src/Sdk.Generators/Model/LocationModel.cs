using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Cairn.Sdk.Generators.Model;

/// <summary>A place in the source that can be compared and does not keep the source alive.</summary>
internal sealed record LocationModel(string Path, TextSpan Span, LinePositionSpan Lines)
{
    public static LocationModel? Of(Location? location) => location is { SourceTree: { } tree }
        ? new(tree.FilePath, location.SourceSpan, location.GetLineSpan().Span)
        : null;

    public Location ToLocation() => Location.Create(Path, Span, Lines);
}
