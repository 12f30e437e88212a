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
}
