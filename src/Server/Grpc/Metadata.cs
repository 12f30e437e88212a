using Microsoft.AspNetCore.Http;

namespace Cairn.Server.Grpc;

/// <summary>What a caller sends beside its request.</summary>
internal static class Metadata
{
    /// <summary>The headers of a call by their names in lower case; several of one name are joined by commas.</summary>
    public static IReadOnlyDictionary<string, string> Read(IHeaderDictionary headers) => headers
        .Where(header => !header.Key.StartsWith(':'))
        .ToDictionary(
            header => header.Key.ToLowerInvariant(), header => header.Value.ToString(), StringComparer.Ordinal);
}
