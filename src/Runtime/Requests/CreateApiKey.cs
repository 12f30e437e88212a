using Cairn.Api.AccessService.V1;
using Cairn.Engine.Rules;
using Cairn.Runtime.Access;

namespace Cairn.Runtime.Requests;

/// <summary>Makes an API key.</summary>
internal static class CreateApiKey
{
    /// <summary>Answers the request.</summary>
    public static async Task<CreateApiKeyResponse> HandleAsync(Node node, CreateApiKeyRequest request)
    {
        if (request.Name.Length == 0)
        {
            throw Refused.Invalid("Name is not set on request.");
        }

        if (Names.TooLong(request.Name))
        {
            throw Refused.Invalid("Name length exceeds limit.");
        }

        if (request.Permissions.Count == 0)
        {
            throw Refused.Invalid("Permissions are not set on request.");
        }

        if (!Permissions.TryRead(request.Permissions, out _, out var wrong))
        {
            throw Refused.Invalid($"A permission is NAMESPACE:ROLE, with the roles {Permissions.KnownRoles}, and "
                + $"{Permissions.Everywhere} for all namespaces and the server itself; not '{wrong}'.");
        }

        Refused.IfText(Durations.Check(request.ValidFor));
        var validFor = Durations.Read(request.ValidFor);
        if (request.ValidFor is not null && validFor is null)
        {
            throw Refused.Invalid("ValidFor must be longer than 0.");
        }

        var (key, text) = await node.ApiKeys.CreateAsync(request.Name, request.Permissions, validFor);
        return new CreateApiKeyResponse { Key = key, Text = text };
    }
}
