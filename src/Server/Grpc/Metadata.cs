using System.Buffers.Text;
using Cairn.Exceptions;
using Microsoft.AspNetCore.Http;

namespace Cairn.Server.Grpc;

/// <summary>What a caller sends beside its request.</summary>
internal static class Metadata
{
    private const string OfBytes = "-bin";

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
        if (name.EndsWith(OfBytes, StringComparison.Ordinal) && !value.Split(',').All(one => IsBase64(one.Trim())))
        {
            throw new RpcException(
                RpcException.StatusCode.Internal,
                $"malformed binary metadata \"{Clipped.Echo(value)}\" in header \"{Clipped.Echo(name)}\": "
                    + "illegal base64 data");
        }
    }

    // The padding may be there or not, as gRPC over HTTP/2 has it.
    private static bool IsBase64(string text) =>
        Base64.IsValid(text) || Base64.IsValid(text.PadRight((text.Length + 3) / 4 * 4, '='));
}
