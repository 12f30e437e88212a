using System.Runtime.CompilerServices;

namespace Cairn.Workflows;

/// <summary>The token that calls of a part of a workflow's code take when they are given none.</summary>
internal static class CancellationScope
{
    private static readonly AsyncLocal<StrongBox<CancellationToken>?> Token = new();

    /// <summary>The token of the scope we are in; null outside of any.</summary>
    public static CancellationToken? Current => Token.Value?.Value;

    /// <summary>Begins a scope that lasts until the calling async method returns.</summary>
    public static void Begin(CancellationToken token) => Token.Value = new(token);
}
