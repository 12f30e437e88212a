using System.Runtime.CompilerServices;

namespace Cairn.Workflows;

/// <summary>The default token of the calls in a part of a workflow's code.</summary>
internal static class CancellationScope
{
    private static readonly AsyncLocal<StrongBox<CancellationToken>?> Token = new();

    /// <summary>The token of the current scope; null outside of any.</summary>
    public static CancellationToken? Current => Token.Value?.Value;

    /// <summary>Begins a scope that lasts until the calling async method returns.</summary>
    public static void Begin(CancellationToken token) => Token.Value = new(token);
}
