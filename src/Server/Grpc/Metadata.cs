using Cairn.Exceptions;
using Cairn.Protocol.Grpc;
using Microsoft.AspNetCore.Http;

namespace Cairn.Server.Grpc;

/// <summary>The metadata of a call.</summary>
internal static class Metadata
{
    /// <summary>
    /// The headers of a call, by name in lower case; several values of one name are joined by commas.
    /// </summary>
    /// <param name="headers">The headers.</param>
    /// <param name="malformed">The status of a binary header that is not base64.</param>
    /// <exception cref="RpcException">A binary header is not base64.</exception>
    public static IReadOnlyDictionary<string, string> Read(
        IHeaderDictionary headers, RpcException.StatusCode malformed)
    {
        var read = new Dictionary<string, string>(headers.Count, StringComparer.Ordinal);
        foreach (var (key, values) in headers)
        {
            if (!key.StartsWith(':'))
            {
                var (name, value) = (key.ToLowerInvariant(), values.ToString());
                ThrowIfNoBytes(name, value, malformed);
                read[name] = value;
            }
        }

        return read;
    }

    private static void ThrowIfNoBytes(string name, string value, RpcException.StatusCode malformed)
    {
        if (BinaryMetadata.IsName(name) && !value.Split(',').All(one => BinaryMetadata.IsText(one.Trim())))
        {
            throw new RpcException(
                malformed,
                $"malformed binary metadata \"{Clipped.Echo(value)}\" in header \"{Clipped.Echo(name)}\": "
                    + "illegal base64 data");
        }
    }
}
