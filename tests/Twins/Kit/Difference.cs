namespace Cairn.Tests.Twins.Kit;

/// <summary>A place where two recordings of one scenario say different things.</summary>
/// <param name="Path">The place.</param>
/// <param name="Expected">What Temporal's server recorded; null for nothing.</param>
/// <param name="Got">What Cairn recorded; null for nothing.</param>
internal sealed record Difference(string Path, string? Expected, string? Got)
{
    public override string ToString() => $"{Path}: expected {Expected ?? "nothing"}, got {Got ?? "nothing"}";
}
