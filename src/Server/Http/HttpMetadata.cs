using Cairn.Exceptions;
using Cairn.Server.Grpc;
using Microsoft.AspNetCore.Http;

namespace Cairn.Server.Http;

/// <summary>The metadata of a call in the headers of an HTTP request.</summary>
internal static class HttpMetadata
{
    private const string Prefix = "grpc-metadata-";

    private static readonly HashSet<string> s_forwarded = new(StringComparer.OrdinalIgnoreCase)
    {
        "authorization", "authorization-extras", "client-name", "client-version", "temporal-namespace",
        "x-forwarded-for",
    };

    /// <summary>
    /// The headers that are metadata under their own names, and those that begin with <c>Grpc-Metadata-</c> without
    /// that; by name in lower case.
    /// </summary>
    /// <exception cref="RpcException">A binary header is not base64.</exception>
    public static IReadOnlyDictionary<string, string> Read(IHeaderDictionary headers)
    {
        var forwarded = new HeaderDictionary();
        foreach (var (key, values) in headers)
        {
            if (s_forwarded.Contains(key))
            {
                forwarded[key] = values;
            }
            else if (key.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase)
                && key.Length > Prefix.Length
                && !s_forwarded.Contains(key[Prefix.Length..]))
            {
                forwarded[key[Prefix.Length..]] = values;
            }
        }

        return Metadata.Read(forwarded, RpcException.StatusCode.InvalidArgument);
    }
}
