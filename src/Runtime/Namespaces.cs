using System.Security.Cryptography;
using System.Text;
using Cairn.Api.ErrorDetails.V1;
using Cairn.Exceptions;
using Cairn.Engine;
using Cairn.Engine.Rules;
using Cairn.Protocol;

namespace Cairn.Runtime;

/// <summary>The namespaces of a node.</summary>
/// <param name="names">Their names.</param>
internal sealed class Namespaces(IEnumerable<string> names)
{
    private readonly HashSet<string> known = [.. names];

    /// <summary>The namespace of a request.</summary>
    /// <exception cref="RpcException">It is not named, or there is none of that name.</exception>
    public NamespaceName Find(string name, string unnamed = "Namespace is empty.")
    {
        if (name.Length == 0)
        {
            throw Refused.Invalid(unnamed);
        }

        if (Names.TooLong(name))
        {
            throw Refused.Invalid("Namespace length exceeds limit.");
        }

        return known.Contains(name)
            ? new NamespaceName(name)
            : throw Refused.By(new Refusal(
                RpcException.StatusCode.NotFound,
                $"Namespace {name} is not found.",
                new NamespaceNotFoundFailure { Namespace = name }));
    }

    /// <summary>The id of a namespace: a UUID of version 8 that follows from its name.</summary>
    public static string IdOf(NamespaceName name)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes($"namespace/{name}"), hash);
        hash[6] = (byte)((hash[6] & 0x0F) | 0x80);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash[..16], bigEndian: true).ToString();
    }
}
