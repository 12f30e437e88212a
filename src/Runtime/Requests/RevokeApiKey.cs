using Cairn.Api.AccessService.V1;

namespace Cairn.Runtime.Requests;

/// <summary>Ends an API key.</summary>
internal static class RevokeApiKey
{
    /// <summary>Answers the request.</summary>
    public static async Task<RevokeApiKeyResponse> HandleAsync(Node node, RevokeApiKeyRequest request) => new()
    {
        Key = await node.ApiKeys.RevokeAsync(request.Id),
    };
}
