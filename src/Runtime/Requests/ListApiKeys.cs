using Cairn.Api.AccessService.V1;

namespace Cairn.Runtime.Requests;

/// <summary>Lists the API keys.</summary>
internal static class ListApiKeys
{
    /// <summary>Answers the request.</summary>
    public static Task<ListApiKeysResponse> HandleAsync(Node node, ListApiKeysRequest request)
    {
        _ = request;
        return Task.FromResult(new ListApiKeysResponse { Keys = { node.ApiKeys.All } });
    }
}
