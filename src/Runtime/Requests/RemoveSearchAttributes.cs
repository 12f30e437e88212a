using Cairn.Api.OperatorService.V1;
using Cairn.Engine.Visibility;

namespace Cairn.Runtime.Requests;

/// <summary>Removes search attributes from a namespace.</summary>
internal static class RemoveSearchAttributes
{
    /// <summary>Answers the request.</summary>
    public static async Task<RemoveSearchAttributesResponse> HandleAsync(
        Node node, RemoveSearchAttributesRequest request)
    {
        var @namespace = node.Namespaces.Find(request.Namespace, unnamed: "Namespace is not set on request.");
        if (request.SearchAttributes.Count == 0)
        {
            throw Refused.Invalid("SearchAttributes are not set on request.");
        }

        if (request.SearchAttributes.FirstOrDefault(SystemSearchAttributes.IsReserved) is { } reserved)
        {
            throw Refused.Invalid($"Unable to remove non-custom search attributes: {reserved}.");
        }

        await node.SearchAttributes.ChangeAsync(@namespace, known => known.RemoveRange(request.SearchAttributes));
        return new RemoveSearchAttributesResponse();
    }
}
