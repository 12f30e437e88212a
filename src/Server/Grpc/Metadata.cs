using Cairn.Exceptions;
using Cairn.Protocol.Grpc;
using Microsoft.AspNetCore.Http;

namespace Cairn.Server.Grpc;

/// <summary>What a caller sends beside its request.</summary>
internal static class Metadata
{
    /// <summary>The headers of a call by their names in lower case; several of one name are joined by commas.</summary>
    /// <exception cref="RpcException">One that is said to be bytes is not base64.</exception>
    public static IReadOnlyDictionary<string, string> Read(IHeaderDictionary headers)
    {
        var read = new Dictionary<string, string>(headers.Count, StringComparer.Ordinal);
        foreach (var (key, values) in headers)
        {
            if (!key.StartsWith(':'))
            {
                var (name, value) = (key.ToLowerInvariant(), values.ToString());
                ThrowIfNoBytes(name, value);
                read[name] = value;
            }
        }

        return read;
    }

    private static void ThrowIfNoBytes(string name, string value)
    {
        if (BinaryMetadata.IsName(name) && !value.Split(',').All(one => BinaryMetadata.IsText(one.Trim())))
        {
            throw new RpcException(
                RpcException.StatusCode.Internal,
                $"malformed binary metadata \"{Clipped.Echo(value)}\" in header \"{Clipped.Echo(name)}\": "
                    + "illegal base64 data");
        }
    }
}
